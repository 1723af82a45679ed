"""The command line: arguments in, a command's exit code out; no logic."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from . import __version__, formats
from .errors import ReplyCoachError
from .facts import FAULTS

if TYPE_CHECKING:
    from .settings import Settings

LATER = {"letter": "cli_letters", "profile": "cli_letters", "hook": "cli_hook", "rewrite": "cli_rewrite"}
"""Commands with a module of their own: here they have their line in the help and nothing more."""


class Commands(TyperGroup):
    """Options of a command in ``LATER`` are declared only once it is called: declaring costs every other command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if name not in LATER:
            return name, command, rest
        return name, getattr(import_module(f".{LATER[name]}", __package__), name)(), rest


app = typer.Typer(
    name="replycoach",
    cls=Commands,
    help="Reads your reply to an upset client the way that client will: send or hold, and what to write instead.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
playbook_app = typer.Typer(help="Your own rules: test them, start a folder of them.", no_args_is_help=True)
app.add_typer(playbook_app, name="playbook")
config_app = typer.Typer(help="Settings: what is in force, where they are, a file to start from.", no_args_is_help=True)
app.add_typer(config_app, name="config")

FORMATS = formats.names()
LANGS = ("ru", "en")

Playbooks = Annotated[list[str] | None, typer.Option("--playbook", help="A folder of your own rules, used as well.")]
UiLang = Annotated[str | None, typer.Option(help="The language of explanations: ru or en; the system's by itself.")]
Config = Annotated[str | None, typer.Option("--config", metavar="FILE", help="This settings file and no other.")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="No settings file at all.")]


@app.command()
def check(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="Drafts, folders; - is standard input.")
    ] = None,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Check what you have copied.")] = False,
    to: Annotated[str | None, typer.Option(help="The client's message the draft answers.")] = None,
    fault: Annotated[str | None, typer.Option(help="Whose fault it is: own, client or external.")] = None,
    contract: Annotated[bool | None, typer.Option(help="Whether there is a contract.")] = None,
    lang: Annotated[str | None, typer.Option(help="The draft's language: ru or en; told by itself.")] = None,
    format: Annotated[str | None, typer.Option(help=f"How to print: {', '.join(FORMATS)}; text by itself.")] = None,
    stdin_filename: Annotated[str | None, typer.Option(metavar="NAME", help="What to call standard input.")] = None,
    hold_on: Annotated[str | None, typer.Option(help="Hold from this severity on: error or warning.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Leave this rule out.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why rules are left out; goes with --ignore.")] = None,
    playbook: Playbooks = None,
    ui_lang: UiLang = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what was not checked, and why.")] = False,
) -> None:
    """Say whether a draft may leave: exit code 0 send, 1 hold."""
    if format is not None and format not in FORMATS:
        raise ReplyCoachError(f"no format `{format}`; there are {', '.join(FORMATS)}")
    if not files and not clipboard:
        raise typer.BadParameter("name a draft, - for standard input, or --clipboard", param_hint="FILE…")
    if reason and not ignore:
        raise ReplyCoachError("--reason goes with --ignore RULE")
    if stdin_filename is not None and (not stdin_filename or "-" not in (files or ())):
        raise ReplyCoachError("--stdin-filename NAME goes with -, which is standard input")
    given = {
        "lang": lang,
        "ui-lang": _one_of("--ui-lang", ui_lang, LANGS),
        "format": format,
        "hold-on": hold_on,
        "fault": _one_of("--fault", fault, FAULTS),
        "contract": contract,
        "playbooks": playbook,
        "ignore": dict.fromkeys(ignore or (), reason or ""),
    }
    settings = _settings(given, config, no_config)
    from .commands import configured

    stdin_name = stdin_filename or "-"
    code = configured.check(files or [], settings, to=to, stdin_name=stdin_name, clipboard=clipboard, verbose=verbose)
    raise typer.Exit(code)


@app.command()
def explain(
    rule: Annotated[str | None, typer.Argument(help="A rule's name; without one, the list.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", "--ui-lang", help="The language of the page: ru or en.")] = None,
    playbook: Playbooks = None,
    config: Config = None,
    no_config: NoConfig = False,
) -> None:
    """The manual page of a rule: what, why, bad and better, where it comes from."""
    given = {"ui-lang": _one_of("--lang", lang, LANGS), "playbooks": playbook}
    settings = _settings(given, config, no_config)
    from .commands.explain import run

    raise typer.Exit(run(rule, settings.ui_lang, settings.playbooks))


@app.command()
def rewrite() -> None:
    """A better draft: what hurts replaced, what is missing put in, blanks ‹…› for what only you know."""


@app.command()
def letter() -> None:
    """An official letter: on the screen with its blanks, or final in a file."""


@app.command()
def profile() -> None:
    """The sender of your letters: who signs, the letterhead."""


@playbook_app.command("test")
def playbook_test(
    path: Annotated[str, typer.Argument(help="A playbook's folder, or one rule file.")],
) -> None:
    """Run every example in a playbook: what must fire, and what must not."""
    from .commands.playbook import test

    raise typer.Exit(test(path))


@playbook_app.command("new")
def playbook_new(path: Annotated[str, typer.Argument(help="The folder to make.")]) -> None:
    """Make a folder with one working rule to start from."""
    from .commands.playbook import new

    raise typer.Exit(new(path))


@config_app.command("show")
def config_show(
    format: Annotated[str, typer.Option(help="How to print: text or json.")] = "text",
    ui_lang: UiLang = None,
    config: Config = None,
    no_config: NoConfig = False,
) -> None:
    """Every setting, its value, and the option, file and line it comes from."""
    as_json = _one_of("--format", format, ("text", "json")) == "json"
    settings = _settings({"ui-lang": _one_of("--ui-lang", ui_lang, LANGS)}, config, no_config)
    from .commands.config import show

    raise typer.Exit(show(settings, _files(config, no_config), as_json))


@config_app.command("path")
def config_path() -> None:
    """Where your settings file is, or would be."""
    from .commands.config import path

    raise typer.Exit(path())


@config_app.command("init")
def config_init(
    here: Annotated[bool, typer.Option("--here", help="For the project in this folder instead.")] = False,
    ui_lang: UiLang = None,
) -> None:
    """Write a settings file to start from, all of it commented out."""
    from .commands.config import init

    raise typer.Exit(init(here, _one_of("--ui-lang", ui_lang, LANGS)))


RAW = {"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": ["--help"]}
Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS…")]


@app.command(context_settings=RAW)
def sendmail(transport: Words = None) -> None:
    """Stand in front of TRANSPORT…: check the mail on standard input, then hand the same bytes and words on.

    Write it where your mail program names its sendmail: `replycoach sendmail -- msmtp`. Exit codes: the transport's
    own; 77 held, 75 later, 78 settings, 70 internal error: then nothing was sent.
    """
    from .commands.sendmail import run

    raise typer.Exit(run(transport or []))


@app.command()
def hook() -> None:
    """In front of your mail: install, see what was stopped and why."""


def _settings(given: Mapping[str, object], config: str | None, no_config: bool) -> Settings:
    from .settings import gather

    return gather(given, _files(config, no_config))


def _files(config: str | None, no_config: bool) -> list[str]:
    from .settings import files

    return files(config, no_config)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"replycoach {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    pass


def _one_of(option: str, value: str | None, choices: tuple[str, ...]) -> str | None:
    if value is not None and value not in choices:
        raise ReplyCoachError(f"{option} `{value}` is none of {', '.join(choices)}")
    return value


def run_app(arguments: list[str]) -> int:
    """Usage errors are typer's (exit code 2); known errors are ours."""
    from .output import guarded

    try:
        return guarded(lambda: app(arguments, prog_name="replycoach"))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(bool(stop.code))
