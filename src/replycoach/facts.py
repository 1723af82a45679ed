"""Facts about the case: given, or inferred from the draft and the client's message; and conditions on them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .scan import Scan

FAULTS = ("own", "client", "external")
_WORDS = {True: "yes", False: "no"}


def normalise(facts: Mapping[str, object] | None) -> dict[str, str]:
    """Values as a playbook writes them: text, ``yes`` and ``no`` for booleans; None means unknown."""
    given = (facts or {}).items()
    return {
        name: _WORDS[value] if isinstance(value, bool) else str(value) for name, value in given if value is not None
    }


def infer(rows: Sequence[list[Any]], given: Mapping[str, str], draft: Scan, incoming: Scan | None) -> dict[str, str]:
    """``given`` completed by the playbook's rows; what is given wins, then the first row that holds."""
    facts = dict(given)
    for fact, value, place, detectors, when, measures in rows:
        scan = draft if place == "draft" else incoming
        if fact in facts or scan is None or not holds(when, facts):
            continue
        if any(detector < 0 or scan.has(detector) for detector in detectors) or _reaches(measures, scan):
            facts[fact] = value
    return facts


def _reaches(measures: Mapping[str, int], scan: Scan) -> bool:
    if not measures:
        return False
    from .measures import measure

    return any(len(measure(name, scan.document, scan.automaton.sets_of)) >= least for name, least in measures.items())


def holds(conditions: Sequence[Mapping[str, list[Any]]], facts: Mapping[str, str]) -> bool | None:
    """Whether any condition holds; None if that hangs on facts nobody knows."""
    if not conditions:
        return True
    answers = [_all_hold(condition, facts) for condition in conditions]
    return True if True in answers else None if None in answers else False


def unknown(conditions: Sequence[Mapping[str, list[Any]]], facts: Mapping[str, str]) -> tuple[str, ...]:
    """The facts that conditions name and nobody knows."""
    return tuple(sorted({fact for condition in conditions for fact in condition if fact not in facts}))


def _all_hold(condition: Mapping[str, list[Any]], facts: Mapping[str, str]) -> bool | None:
    answer: bool | None = True
    for fact, (operator, values) in condition.items():
        if fact not in facts:
            answer = None
        elif not _one_holds(facts[fact], operator, values):
            return False
    return answer


def _one_holds(value: str, operator: str, values: list[str]) -> bool:
    if operator == "in":
        return value in values
    if not value.isdecimal():
        return False
    left, right = int(value), int(values[0])
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[operator]
