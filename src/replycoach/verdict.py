"""The verdict rule, one line of ``playbook.yaml``: ``error >= 1 or warning >= 2 and words >= 1``."""

from __future__ import annotations

from .errors import PlaybookError
from .model import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Terms = list[list[tuple[str, int]]]


COUNTS = (*SEVERITIES, "words", "missing", "upset")
"""Places at each severity; ``words`` and ``missing`` part the warnings into words that hurt and words not there;
``upset`` is how upset the client is, 0 to 3."""


def parse_hold(rule: str) -> Terms:
    """Alternatives of terms: any alternative all of whose terms hold means hold."""
    try:
        return [[_term(term) for term in clause.split(" and ")] for clause in rule.split(" or ")]
    except ValueError:
        remedy = "write `error >= 1 or warning >= 2`"
        raise PlaybookError(f"`hold: {rule}` cannot be read; {remedy}", file="playbook.yaml", line=1) from None


def _term(term: str) -> tuple[str, int]:
    severity, operator, least = term.split()
    if severity not in COUNTS or operator != ">=" or not least.isdecimal():
        raise ValueError(term)
    return severity, int(least)


def holds(rule: str, counts: Mapping[str, int]) -> bool:
    """``counts`` are by ``COUNTS``."""
    return any(all(counts.get(severity, 0) >= least for severity, least in clause) for clause in parse_hold(rule))
