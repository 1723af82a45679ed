"""Mail programs: one module each; the folder is the list.

Each has ``files()``, the places of its settings, the one it reads first; ``COMMENT``; ``lines(command)``, what puts
``command`` (ours, then the transport) in front of its mail; ``transport(settings)``, the words it sends with now; and
``traps(settings)``, what would lose or bypass: names of ``commands.hook``'s texts. ``INSTEAD`` matches a line that may
stand only once. ``TIP`` and ``TIP_LINE`` make up for what the program does not show. Git has hooks of its own
(``git.py``).
"""

from __future__ import annotations

import os


def names() -> tuple[str, ...]:
    """As people write them."""
    files = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(name[:-3].replace("_", "-") for name in files if name.endswith(".py") and name[0] != "_"))
