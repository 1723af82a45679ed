"""``python -m replycoach`` and the console script.

A plain ``check FILE…`` and what mail programs call are answered before typer is imported.
"""

from __future__ import annotations

import gc
import sys


def main() -> int:
    arguments = sys.argv[1:]
    if arguments[:2] == ["-oi", "sendmail"]:
        # Emacs puts this in front of whatever words it is given; mailers.emacs has it behind the transport.
        del arguments[0]
    try:
        if arguments[:1] == ["sendmail"] and arguments[1:2] != ["--help"]:
            from .commands.sendmail import run as sendmail

            return sendmail(arguments[1:])
        if arguments[:2] == ["hook", "run"] and arguments[2:3] != ["--help"]:
            from .commands.hookrun import run as hook

            return hook(arguments[2:])
        if _is_plain_check(arguments):
            # The process ends before there is anything worth collecting.
            gc.disable()
            from .output import guarded

            return guarded(lambda: _check(arguments[1:]))
        from .cli import run_app

        return run_app(arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        import os

        if os.environ.get("REPLYCOACH_DEBUG"):
            raise
        cause = f"{type(error).__name__}: {error}".splitlines()[0]
        sys.stderr.write(f"replycoach: internal error, nothing was changed: {cause}; REPLYCOACH_DEBUG=1 shows more\n")
        return 70


def _check(names: list[str]) -> int:
    """What reads settings is imported only where there are any."""
    from .paths import settings

    if settings():
        from .commands.configured import check

        return check(names)
    from .commands.check import run

    return run(names)


def _is_plain_check(arguments: list[str]) -> bool:
    if len(arguments) < 2 or arguments[0] != "check":
        return False
    return all(argument == "-" or (argument and argument[0] != "-") for argument in arguments[1:])


if __name__ == "__main__":
    sys.exit(main())
