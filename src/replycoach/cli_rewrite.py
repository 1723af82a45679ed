"""The options of ``replycoach rewrite``: arguments in, an exit code out; no logic."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .errors import ReplyCoachError
from .facts import FAULTS

rewrite_app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)
LANGS = ("ru", "en")
WAYS = ("stdout", "diff", "in-place")


def rewrite() -> Any:
    return typer.main.get_command(rewrite_app)


@rewrite_app.command()
def _rewrite(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft; - is standard input.")],
    to: Annotated[str | None, typer.Option(help="The client's message the draft answers.")] = None,
    to_stdout: Annotated[bool, typer.Option("--to-stdout", help="Print the new draft; so by itself.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change, as a patch.")] = False,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write FILE; what it was is kept as FILE.orig.")] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="One place at a time; then writes FILE, kept as above.")
    ] = False,
    fault: Annotated[str | None, typer.Option(help="Whose fault it is: own, client or external.")] = None,
    contract: Annotated[bool | None, typer.Option(help="Whether there is a contract.")] = None,
    lang: Annotated[str | None, typer.Option(help="The draft's language: ru or en; told by itself.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Leave this rule out.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why rules are left out; goes with --ignore.")] = None,
    playbook: Annotated[list[str] | None, typer.Option(help="A folder of your own rules, used as well.")] = None,
    ui_lang: Annotated[
        str | None, typer.Option(help="The language of notes: ru or en; the system's by itself.")
    ] = None,
    config: Annotated[str | None, typer.Option(metavar="FILE", help="This settings file and no other.")] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="No settings file at all.")] = False,
) -> None:
    """Write a better draft: what hurts is replaced, what is missing put in; ‹…› are blanks only you can fill.

    Exit codes: 0 nothing is left but blanks, 1 something above a tip is, 2 it could not be done.
    """
    if reason and not ignore:
        raise ReplyCoachError("--reason goes with --ignore RULE")
    given = {
        "lang": lang,
        "ui-lang": one_of("--ui-lang", ui_lang, LANGS),
        "fault": one_of("--fault", fault, FAULTS),
        "contract": contract,
        "playbooks": playbook,
        "ignore": dict.fromkeys(ignore or (), reason or ""),
    }
    way = way_of(file, dict(zip(WAYS, (to_stdout, diff, in_place), strict=True)), interactive)
    from .settings import files, gather

    settings = gather(given, files(config, no_config))
    from .commands.rewrite import run

    raise typer.Exit(run(file, settings, way, to=to, interactive=interactive))


def way_of(file: str, said: dict[str, bool], interactive: bool) -> str:
    """Where the new draft goes."""
    ways = [way for way, wanted in said.items() if wanted]
    if len(ways) > 1 or (interactive and "diff" in ways):
        options = [f"--{'to-' if way == 'stdout' else ''}{way}" for way in ways]
        names = " and ".join([*options, "--interactive"] if len(ways) == 1 else options)
        raise ReplyCoachError(f"{names} exclude each other; keep one")
    if file == "-" and "in-place" in ways:
        raise ReplyCoachError("--in-place needs a file; standard input is nowhere to write to")
    return ways[0] if ways else "in-place" if interactive and file != "-" else "stdout"


def one_of(option: str, value: str | None, choices: tuple[str, ...]) -> str | None:
    if value is not None and value not in choices:
        raise ReplyCoachError(f"{option} `{value}` is none of {', '.join(choices)}")
    return value
