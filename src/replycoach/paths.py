"""Where things are: the shipped folders, the user's own. ``REPLYCOACH_HOME`` moves the user's."""

from __future__ import annotations

import os
import sys

PACKAGE = os.path.dirname(os.path.abspath(__file__))
PLAYBOOK = "upset-client"
PROJECT = ".replycoach.yaml"


def bundled(kind: str) -> str:
    """The shipped ``playbooks`` or ``templates``: inside the package if installed, else in the checkout."""
    packaged = os.path.join(PACKAGE, kind)
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), kind)


def compiled() -> str:
    """The shipped playbook as the wheel carries it; there is none in a checkout."""
    return os.path.join(PACKAGE, "compiled", PLAYBOOK + ".bin")


def config() -> str:
    return _user("XDG_CONFIG_HOME", ".config", "user_config_dir", "")


def cache() -> str:
    return _user("XDG_CACHE_HOME", ".cache", "user_cache_dir", "cache")


def data() -> str:
    return _user("XDG_DATA_HOME", os.path.join(".local", "share"), "user_data_dir", "data")


def state() -> str:
    """Where copies of mails under way and the journal are."""
    return _user("XDG_STATE_HOME", os.path.join(".local", "state"), "user_state_dir", "state")


def playbooks() -> list[str]:
    """The user's own playbooks, laid over the shipped one in the order of their names."""
    folder = os.path.join(config(), "playbooks")
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if os.path.isdir(os.path.join(folder, name))]


def settings() -> list[str]:
    """The settings files there are, the user's before the project's. Finding none costs a few stats."""
    own, project = user_settings(), project_settings()
    return [place for place in (own, project) if place and os.path.lexists(place)]


def user_settings() -> str:
    """Where the user's settings are, or would be."""
    return os.path.join(config(), "config.yaml")


def project_settings() -> str:
    """The nearest ``.replycoach.yaml`` from the working folder up; empty if there is none.

    One file, as Ruff and Black do it: the nearest counts, those further up do not. The way up ends, as Black's
    does, with the folder that holds ``.git``: what lies outside a repository is none of its business. It also
    ends with the user's home, or else at the root. A draft's own folder does not matter: a mail program keeps
    drafts in places nobody has chosen, and one run has one set of settings.
    """
    try:
        folder = os.getcwd()
    except OSError:
        return ""
    home = os.path.normcase(os.path.expanduser("~"))
    while True:
        place, parent = os.path.join(folder, PROJECT), os.path.dirname(folder)
        if os.path.lexists(place) and not _is_planted(place):
            return place
        if parent == folder or os.path.normcase(folder) == home or os.path.lexists(os.path.join(folder, ".git")):
            return ""
        folder = parent


def _is_planted(place: str) -> bool:
    """Whether somebody else has put a file into a folder open to all, such as /tmp."""
    if not hasattr(os, "getuid"):
        return False
    is_open = os.stat(os.path.dirname(place)).st_mode & 0o002
    return bool(is_open) and os.lstat(place).st_uid not in (0, os.getuid())


def _user(variable: str, below_home: str, function: str, below_own: str) -> str:
    own = os.environ.get("REPLYCOACH_HOME")
    if own:
        return os.path.join(own, below_own)
    if sys.platform in ("win32", "darwin"):
        import platformdirs

        return str(getattr(platformdirs, function)("replycoach", appauthor=False))
    # What platformdirs answers on Linux; importing it costs three times a bare Python.
    base = os.environ.get(variable, "").strip()
    base = base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), below_home)
    return os.path.join(base, "replycoach")
