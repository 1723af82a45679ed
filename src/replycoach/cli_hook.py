"""The options of ``replycoach hook``: arguments in, an exit code out; no logic."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from . import mailers

hook_app = typer.Typer(
    help="In front of your mail: install, see what was stopped and why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
RAW = {"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": ["--help"]}
Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS…")]
Program = Annotated[str | None, typer.Argument(metavar="PROGRAM", help=f"One of {', '.join(mailers.names())}.")]
Everywhere = Annotated[bool, typer.Option("--global", help="git: in all your repositories.")]
File = Annotated[str | None, typer.Option("--file", metavar="FILE", help="The program's settings file.")]
Ident = Annotated[str, typer.Argument(metavar="ID", help="A mail's ID; the last one by itself.")]


def hook() -> Any:
    return typer.main.get_command(hook_app)


@hook_app.command("install")
def hook_install(
    program: Program = None,
    write: Annotated[bool, typer.Option("--write", help="Put the lines into its settings; a backup is kept.")] = False,
    transport: Annotated[str | None, typer.Option(metavar="WORDS", help="What sends mail: 'msmtp -a work'.")] = None,
    file: File = None,
    everywhere: Everywhere = False,
    patches: Annotated[bool, typer.Option("--patches", help="git: check patches as well as cover letters.")] = False,
    shared: Annotated[bool, typer.Option("--shared", help="git: also where hooks are part of the repository.")] = False,
) -> None:
    """Print the lines that put the check in front of a mail program; for git, install its hook."""
    from .commands.hook import install

    how = {"writes": write, "everywhere": everywhere, "patches": patches, "shared": shared}
    raise typer.Exit(install(program, file=file, transport=transport, **how))


@hook_app.command("uninstall")
def hook_uninstall(program: Program = None, file: File = None, everywhere: Everywhere = False) -> None:
    """Take it out again; everything is as it was."""
    from .commands.hook import uninstall

    raise typer.Exit(uninstall(program, file=file, everywhere=everywhere))


@hook_app.command("status")
def hook_status() -> None:
    """Where it stands, what is kept, the last events."""
    from .commands.hooklog import status

    raise typer.Exit(status())


@hook_app.command("run", context_settings=RAW)
def hook_run(words: Words = None) -> None:
    """What the hook calls: [--patches] sendemail-validate FILE [HEADERS]."""
    from .commands.hookrun import run

    raise typer.Exit(run(words or []))


@hook_app.command("why")
def hook_why(ident: Ident = "last") -> None:
    """Why a mail was stopped, in full; `list` names the last ones."""
    from .commands.hooklog import why

    raise typer.Exit(why(ident))


@hook_app.command("allow")
def hook_allow(ident: Ident = "last") -> None:
    """Let a stopped mail through as it is, once."""
    from .commands.hooklog import allow

    raise typer.Exit(allow(ident))


@hook_app.command("doctor")
def hook_doctor() -> None:
    """Find what would lose a refusal or lead mail past the check."""
    from .commands.doctor import doctor

    raise typer.Exit(doctor())
