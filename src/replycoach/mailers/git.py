"""git send-email: its hook ``sendemail-validate``, for one repository or for all of a user's.

A hook that is there already is kept beside ours and asked first. For all repositories there is one folder
(``core.hooksPath``), in which every other hook calls the repository's own, for git would no longer look there.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from .. import paths
from ..errors import ReplyCoachError

HOOK = "sendemail-validate"
ORIGINAL = ".replycoach-orig"
_MARK = "# replycoach-hook v1"
_SCRIPT = """#!/bin/sh
{mark}: take it out with `replycoach hook uninstall`
before="$0.replycoach-orig"
if [ -x "$before" ]; then "$before" "$@" || exit $?; fi
if [ -n "$REPLYCOACH_SKIP" ]; then exit 0; fi
command -v {program} >/dev/null 2>&1 || {{
  echo "replycoach: not checked, so not sent: {program_shown} is gone; --no-validate sends all the same" >&2
  exit 1
}}
exec {command} hook run{patches} sendemail-validate "$@"
"""
_DISPATCH = """#!/bin/sh
{mark}: asks the repository's own hook, which core.hooksPath hides
own="$(git rev-parse --git-common-dir)/hooks/${{0##*/}}"
if [ -x "$own" ]; then exec "$own" "$@"; fi
"""
# All but push-to-checkout and proc-receive: those change what git does merely by being there.
_OTHERS = """
    applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit
    pre-rebase post-checkout post-merge pre-push pre-receive update post-receive post-update reference-transaction
    pre-auto-gc post-rewrite post-index-change
""".split()


def folder(everywhere: bool) -> str:
    """Where the hooks are; raises ``ReplyCoachError`` outside a repository."""
    if everywhere:
        return os.path.expanduser(_git("config", "--global", "--get", "core.hooksPath")) or own_folder()
    found = _git("rev-parse", "--git-path", "hooks")
    if not found:
        raise ReplyCoachError("this folder is in no git repository; go into one, or add --global")
    return os.path.abspath(found)


def own_folder() -> str:
    return os.path.join(paths.config(), "git-hooks")


def is_shared(place: str) -> bool:
    """Whether hooks lie among the files of the repository, where a commit would take ours along."""
    top = _git("rev-parse", "--show-toplevel")
    inside = os.path.realpath(place) + os.sep
    hidden = os.path.realpath(_git("rev-parse", "--absolute-git-dir")) + os.sep
    return bool(top) and inside.startswith(os.path.realpath(top) + os.sep) and not inside.startswith(hidden)


def script(command: list[str], patches: bool) -> str:
    return _SCRIPT.format(
        mark=_MARK,
        program=shlex.quote(command[0]),
        program_shown=command[0].replace('"', "").replace("$", "").replace("`", "").replace("\\", ""),
        command=shlex.join(command),
        patches=" --patches" if patches else "",
    )


def install(place: str, command: list[str], patches: bool, everywhere: bool) -> bool:
    """Whether anything had to change."""
    hook = os.path.join(place, HOOK)
    content = script(command, patches)
    try:
        if is_ours(hook) and _read(hook) == content:
            return False
        os.makedirs(place, exist_ok=True)
        if os.path.lexists(hook) and not is_ours(hook):
            if os.path.lexists(hook + ORIGINAL):
                raise ReplyCoachError(f"{hook}{ORIGINAL} is in the way; move it away first")
            os.rename(hook, hook + ORIGINAL)
        _write(hook, content)
        if everywhere and os.path.realpath(place) == os.path.realpath(own_folder()):
            for name in _OTHERS:
                _write(os.path.join(place, name), _DISPATCH.format(mark=_MARK))
            _git("config", "--global", "core.hooksPath", place)
    except OSError as error:
        raise ReplyCoachError(f"{error.filename}: {(error.strerror or str(error)).lower()}") from None
    return True


def uninstall(place: str, everywhere: bool) -> bool:
    """Whether there was anything of ours; a hook of somebody else's is left alone."""
    hook = os.path.join(place, HOOK)
    if not is_ours(hook):
        return False
    try:
        if os.path.lexists(hook + ORIGINAL):
            os.replace(hook + ORIGINAL, hook)
        else:
            os.unlink(hook)
        if everywhere and os.path.realpath(place) == os.path.realpath(own_folder()):
            shutil.rmtree(place)
            _git("config", "--global", "--unset", "core.hooksPath")
    except OSError as error:
        raise ReplyCoachError(f"{error.filename}: {(error.strerror or str(error)).lower()}") from None
    return True


def is_ours(hook: str) -> bool:
    return _MARK in _read(hook)


def is_foreign(hook: str) -> bool:
    return os.path.lexists(hook) and not is_ours(hook)


def traps() -> list[str]:
    """Names of ``commands.doctor``'s texts."""
    found = []
    if _git("config", "--get", "--type=bool", "sendemail.validate") == "false":
        found.append("no-validate")
    return found


def _git(*arguments: str) -> str:
    """What git answers; nothing if it has nothing to say."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except OSError:
        raise ReplyCoachError("git is not installed; install it first") from None
    return done.stdout.strip() if done.returncode == 0 else ""


def _read(place: str) -> str:
    try:
        with open(place, encoding="utf-8", errors="replace") as file:
            return file.read(10_000)
    except OSError:
        return ""


def _write(place: str, content: str) -> None:
    partial = f"{place}.{os.getpid()}.new"
    with open(partial, "w", encoding="utf-8", newline="\n") as file:
        file.write(content)
    os.chmod(partial, 0o755)
    os.replace(partial, place)
