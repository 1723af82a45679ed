"""Output formats: each module here has ``render(results, style) -> str``; the folder is the list.

``results`` are pairs of the draft's name and its report, in the order given; instead of a report there is
the ``DraftError`` of a draft that could not be read. It is on stderr too, so only formats for machines tell it.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..errors import DraftError
    from ..model import Report

    Results = Sequence[tuple[str, Report | DraftError]]


def names() -> tuple[str, ...]:
    """The formats there are."""
    files = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(name[:-3] for name in files if name.endswith(".py") and not name.startswith("_")))
