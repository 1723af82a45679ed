"""Where things are: the shipped folders, the user's own. ``REPLYCOACH_HOME`` moves the user's."""

from __future__ import annotations

import os
import sys

PACKAGE = os.path.dirname(os.path.abspath(__file__))
PLAYBOOK = "upset-client"


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


def playbooks() -> list[str]:
    """The user's own playbooks, laid over the shipped one in the order of their names."""
    folder = os.path.join(config(), "playbooks")
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if os.path.isdir(os.path.join(folder, name))]


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
