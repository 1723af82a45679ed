"""What a reply lacks, as sentences to put in; several ways for each, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Finding
from .case import Case
from .strategies import BRINGS, sentence

_FOR = {
    "acknowledgement": ("acknowledge", "regret"),
    "apology": ("own-it", "regret"),
    "solution-or-next-step": ("action", "news"),
    "deadline": ("action", "when", "news"),
    "call-offer": ("call", "boundary"),
    "answer-to-question": ("answer",),
    "options": ("options",),
    "reason-for-request": ("reason", "request"),
}
"""Category of a finding about what is missing, to strategies that bring it."""
FIRST = ("acknowledgement",)
"""What comes first may be told in shorter words later."""
DETECTED = {
    "acknowledge": ("acknowledges", "empathises"),
    "apology": ("apologises", "regrets", "takes-blame"),
    "cause": ("states-cause",),
    "action": ("dated-action",),
    "call": ("offers-call",),
    "options": ("offers-options",),
}
"""Part to detectors that find it in what is kept."""


def texts_for(case: Case, missing: Finding, lacking: Iterable[str]) -> tuple[str, list[str]]:
    """The part that mends a finding, and its texts; ``lacking`` are the categories of all that is missing."""
    heard = "acknowledgement" not in lacking
    if missing.category == "deadline" and "solution-or-next-step" not in lacking:
        return BRINGS["when"], [text for name in ("when", "action", "news") for text in _ways(case, name, heard)]
    return parts_of(case, missing.category, heard)


def parts_of(case: Case, category: str, heard: bool = False) -> tuple[str, list[str]]:
    """The same for a category alone."""
    names: Sequence[str] = _FOR.get(category, ())
    names = [name for name in names if name != "own-it" or case.report.facts.get("fault") == "own"]
    found = [text for name in names for text in _ways(case, name, heard)]
    return (BRINGS[names[0]], list(dict.fromkeys(found))) if names else ("", [])


def _ways(case: Case, name: str, heard: bool) -> Iterable[str]:
    values = {**case.said, "topic": "", "heard": ""}
    if name == "acknowledge":
        for problem in (case.problem, BLANKS[case.lang]):
            text = sentence(name, case.lang, {**values, "problem": problem})
            # Not every sentence of the client's, told back, is heard as understanding.
            if problem and case.has(text, DETECTED[name]):
                yield text
    elif name == "answer":
        unanswered = (each.words.strip() for each in case.report.questions if not each.answered)
        asked = next((words for words in unanswered if words.endswith("?")), "")
        for words in (asked, "") if asked else ("",):
            yield sentence(name, case.lang, {**values, "asked": words})
    else:
        if heard:
            yield sentence(name, case.lang, {**values, "heard": "yes"})
        yield sentence(name, case.lang, values)


BLANKS = {"ru": "‹что не так, словами клиента›", "en": "‹what is wrong, in the client's words›"}
