"""Masks: where a flag keeps quiet although its words are there, and where it must not."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import compiled, flag, found, marks, with_shipped_masks

from replycoach.automaton import Automaton
from replycoach.rule import MASKS

RU, EN = "вы не? сломали", "you not? broke"

ON_BY_DEFAULT = [
    pytest.param("quote", "Вот: «да вы сломали сайт».", id="quote-ru"),
    pytest.param("quote", "Вот так: “well, you broke the site”.", id="quote-curly"),
    pytest.param("quote", 'He: "well, you broke the site".', id="quote-straight"),
    pytest.param("quote", "Он: „ну вы сломали сайт“.", id="quote-low"),
    pytest.param("question", "Вы сломали сайт?", id="question-ru"),
    pytest.param("question", "Is it that you broke it?", id="question-en"),
    pytest.param("conditional", "Если вы сломали сайт, напишите.", id="conditional-ru"),
    pytest.param("conditional", "If you broke it, tell me.", id="conditional-en"),
    pytest.param("reported", "Понимаю, вы сломали ногу.", id="reported-ru"),
    pytest.param("reported", "I hear you broke a leg.", id="reported-en"),
    pytest.param("thanks", "Спасибо, что вы сломали лёд.", id="thanks-ru"),
    pytest.param("thanks", "Thank you that you broke the ice.", id="thanks-en"),
]
OFF_BY_DEFAULT = [
    pytest.param("polarity", "И [[вы не сломали]] сайт.", id="polarity-ru"),
    pytest.param("polarity", "And [[you not broke]] it.", id="polarity-en"),
    pytest.param("self", "Мне [[вы сломали]] сайт.", id="self-ru"),
    pytest.param("self", "For me [[you broke]] it.", id="self-en"),
]
MUST_FIRE = [
    pytest.param("«[[Вы сломали]]» сайт.", id="quotation-of-two-words"),
    pytest.param("Вот: «[[вы сломали]] сайт.", id="quotation-mark-left-open"),
    pytest.param("Почему [[вы сломали]] сайт?", id="why-question-ru"),
    pytest.param("Why did it happen that [[you broke]] it?", id="why-question-en"),
    pytest.param("А [[вы сломали]] сайт?", id="question-that-starts-with-and"),
    pytest.param("Если так, то [[вы сломали]] сайт.", id="conditional-ended-by-then-ru"),
    pytest.param("If so, then [[you broke]] it.", id="conditional-ended-by-then-en"),
    pytest.param("Если надо, [[вы сломали]] сайт.", id="comma-stops-conditional"),
    pytest.param("Если завтра утром нам очень повезёт [[вы сломали]] сайт.", id="cue-too-far-before"),
    pytest.param("[[Вы сломали]] сайт, если что.", id="cue-behind"),
    pytest.param("Если что. [[Вы сломали]] сайт.", id="cue-in-another-sentence"),
    pytest.param("Понимаю, но [[вы сломали]] сайт.", id="reported-ended-by-but-ru"),
    pytest.param("I see, but [[you broke]] it.", id="reported-ended-by-but-en"),
    pytest.param("Спасибо, но [[вы сломали]] сайт.", id="thanks-ended-by-but-ru"),
    pytest.param("Thanks, but [[you broke]] it.", id="thanks-ended-by-but-en"),
]


@pytest.fixture(scope="module")
def default(tmp_path_factory: pytest.TempPathFactory) -> Automaton:
    return with_shipped_masks(tmp_path_factory.mktemp("on"), {"ru": flag(RU), "en": flag(EN)})


@pytest.fixture(scope="module")
def switched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Automaton]:
    """The same flags with one mask turned round, by its name."""
    playbooks = {}
    for mask in MASKS:
        sign = "+" if mask in ("polarity", "self") else "-"
        files = {"ru": flag(RU, masks=[sign + mask]), "en": flag(EN, masks=[sign + mask])}
        playbooks[mask] = with_shipped_masks(tmp_path_factory.mktemp(mask), files)
    return playbooks


@pytest.mark.parametrize(("mask", "draft"), ON_BY_DEFAULT)
def test_mask_silences_unless_switched_off(
    mask: str, draft: str, default: Automaton, switched: dict[str, Automaton]
) -> None:
    assert (found(default, draft), found(switched[mask], draft) == draft) == (draft, False)


@pytest.mark.parametrize(("mask", "draft"), OFF_BY_DEFAULT)
def test_mask_silences_once_switched_on(
    mask: str, draft: str, default: Automaton, switched: dict[str, Automaton]
) -> None:
    assert (found(default, marks(draft)), found(switched[mask], marks(draft))) == (draft, marks(draft))


@pytest.mark.parametrize("draft", MUST_FIRE)
def test_mask_does_not_reach(draft: str, default: Automaton) -> None:
    assert found(default, marks(draft)) == draft


def mask(**keys: object) -> dict[str, object]:
    """A head with one mask of our own."""
    return {"masks": {"conditional": {"en": {"cues": ["if"], "ends": "then"}, **keys}}}


OWN = [
    pytest.param({"within": "1"}, "If so you broke it. If so now [[you broke]] it.", id="within-one-word"),
    pytest.param({"within": "1", "comma": "crosses"}, "If so, you broke it.", id="comma-crosses"),
    pytest.param({"comma": "stops"}, "If, [[you broke]] it.", id="comma-stops"),
    pytest.param({}, "If you broke it. If then [[you broke]] it.", id="ends"),
    pytest.param({"default": "off"}, "If [[you broke]] it.", id="off"),
]


@pytest.mark.parametrize(("keys", "draft"), OWN)
def test_mask_keys(keys: dict[str, object], draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"playbook": mask(**keys), "it": flag("you broke")})
    assert found(automaton, marks(draft)) == draft


@pytest.mark.parametrize(("inside", "draft"), [("on", "You if broke it."), ("off", "[[You if broke]] it.")])
def test_cue_inside_the_match_counts_if_told_so(inside: str, draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"playbook": mask(inside=inside), "it": flag("you if broke")})
    assert found(automaton, marks(draft)) == draft
