"""Output formats: each module here has ``render(results, style) -> str``; the folder is the list.

``results`` are pairs of the draft's name and its report, in the order given.
"""

from __future__ import annotations

import os


def names() -> tuple[str, ...]:
    """The formats there are."""
    files = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(name[:-3] for name in files if name.endswith(".py") and not name.startswith("_")))
