"""The command line: arguments in, a command's exit code out; no logic."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from . import __version__, formats
from .errors import ReplyCoachError

app = typer.Typer(
    name="replycoach",
    help="Reads your reply to an upset client the way that client will: send or hold, and what to write instead.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
playbook_app = typer.Typer(help="Your own rules: test them, start a folder of them.", no_args_is_help=True)
app.add_typer(playbook_app, name="playbook")

FORMATS = formats.names()

Playbooks = Annotated[list[str] | None, typer.Option("--playbook", help="A folder of your own rules, used as well.")]


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Drafts; - is standard input.")],
    to: Annotated[str | None, typer.Option(help="The client's message the draft answers.")] = None,
    fault: Annotated[str | None, typer.Option(help="Whose fault it is: own, client or external.")] = None,
    contract: Annotated[bool | None, typer.Option(help="Whether there is a contract.")] = None,
    lang: Annotated[str | None, typer.Option(help="The draft's language: ru or en; told by itself.")] = None,
    format: Annotated[str, typer.Option(help=f"How to print: {' or '.join(FORMATS)}.")] = "text",
    hold_on: Annotated[str | None, typer.Option(help="Hold from this severity on: error or warning.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Leave this rule out.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why rules are left out; goes with --ignore.")] = None,
    playbook: Playbooks = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what was not checked, and why.")] = False,
) -> None:
    """Say whether a draft may leave: exit code 0 send, 1 hold."""
    if format not in FORMATS:
        raise ReplyCoachError(f"no format `{format}`; there are {', '.join(FORMATS)}")
    if reason and not ignore:
        raise ReplyCoachError("--reason goes with --ignore RULE")
    from .commands import check as checking

    code = checking.run(
        files,
        import_module(f".formats.{format}", __package__).render,
        to=to,
        facts={"fault": _one_of("--fault", fault, ("own", "client", "external")), "contract": contract},
        verbose=verbose,
        lang=lang,
        hold_on=hold_on,
        ignore=ignore or (),
        playbooks=playbook or (),
    )
    raise typer.Exit(code)


@app.command()
def explain(
    rule: Annotated[str | None, typer.Argument(help="A rule's name; without one, the list.")] = None,
    lang: Annotated[str | None, typer.Option(help="The language of the page: ru or en.")] = None,
    playbook: Playbooks = None,
) -> None:
    """The manual page of a rule: what, why, bad and better, where it comes from."""
    from .commands.explain import run

    raise typer.Exit(run(rule, lang, playbook or ()))


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
