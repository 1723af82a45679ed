"""The options of ``replycoach letter`` and ``replycoach profile``: arguments in, an exit code out; no logic."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .errors import ReplyCoachError

letter_app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)
profile_app = typer.Typer(
    help="The sender of your letters: who signs, the letterhead.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
LANGS = ("ru", "en")
Profile = Annotated[str, typer.Option("--profile", metavar="NAME", help="Another profile than the first.")]
UiLang = Annotated[str | None, typer.Option(help="The language of the file: ru or en; the system's by itself.")]


def letter() -> Any:
    return typer.main.get_command(letter_app)


def profile() -> Any:
    return typer.main.get_command(profile_app)


@letter_app.command()
def _letter(
    type: Annotated[str, typer.Option("--type", "-t", help="Which letter; --list names them.")] = "",
    lang: Annotated[str | None, typer.Option(help="The letter's language: ru or en.")] = None,
    set: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="Fill a field in; to.name=…, day=….")
    ] = None,
    data: Annotated[
        str | None, typer.Option(metavar="FILE", help="Fields in a YAML file; - is standard input.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="FILE", help="The final letter: .pdf, .docx, …")
    ] = None,
    profile: Profile = "",
    sign: Annotated[bool, typer.Option("--sign", help="Put the image of your signature in.")] = False,
    seal: Annotated[bool, typer.Option("--seal", help="Put the image of your seal in.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
    ask: Annotated[bool, typer.Option("--ask", help="Ask for what is missing, on a terminal.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Fill it in from its own examples.")] = False,
    list: Annotated[bool, typer.Option("--list", help="All letters there are.")] = False,
    show: Annotated[str | None, typer.Option(metavar="TYPE", help="A letter's fields, and what to think of.")] = None,
    test: Annotated[str | None, typer.Option(metavar="PATH", help="Try a template of your own.")] = None,
    format: Annotated[str, typer.Option(help="How to print --list and --show: text or json.")] = "text",
) -> None:
    """An official letter: on the screen with its blanks, or final in a file. No legal advice."""
    one_of("--lang", lang, LANGS)
    as_json = one_of("--format", format, ("text", "json")) == "json"
    if list or show:
        from .commands import letter_pages

        raise typer.Exit(letter_pages.show(show, lang, as_json) if show else letter_pages.show_list(lang, as_json))
    from .commands import letter as command

    if test:
        raise typer.Exit(command.test(test))
    if not type and not data:
        raise ReplyCoachError("letter needs --type TYPE; `replycoach letter --list` names them")
    wanted = command.Wanted(type, lang, tuple(set or ()), data, out, profile, example, sign, seal, force, ask)
    raise typer.Exit(command.run(wanted))


@profile_app.command("init")
def _init(
    profile: Profile = "",
    kind: Annotated[str, typer.Option(help="company, ip, self_employed or person.")] = "company",
    ui_lang: UiLang = None,
) -> None:
    """Write a profile to fill in."""
    one_of("--kind", kind, ("company", "ip", "self_employed", "person"))
    from .commands.profile import init

    raise typer.Exit(init(profile, kind, one_of("--ui-lang", ui_lang, LANGS)))


@profile_app.command("show")
def _show(
    profile: Profile = "", format: Annotated[str, typer.Option(help="How to print: text or json.")] = "text"
) -> None:
    """What a letter of yours is signed with."""
    as_json = one_of("--format", format, ("text", "json")) == "json"
    from .commands.profile import show

    raise typer.Exit(show(profile, as_json))


@profile_app.command("check")
def _check(profile: Profile = "") -> None:
    """What it lacks; whether ИНН, ОГРН and images can be right."""
    from .commands.profile import check

    raise typer.Exit(check(profile))


def one_of(option: str, value: str | None, choices: tuple[str, ...]) -> str | None:
    if value is not None and value not in choices:
        raise ReplyCoachError(f"{option} `{value}` is none of {', '.join(choices)}")
    return value
