"""What ``<lemma>[grams]`` stands for in either language, and what is refused."""

from __future__ import annotations

import re
import sys

import pytest

from replycoach import morphology
from replycoach.morphology import expand, version

EXACT = [
    ("должный[ADJS]", "должен должна должно должны"),
    ("сломать[VERB,past]", "сломал сломала сломали сломало"),
    ("сломать[VERB,past,sing,!femn]", "сломал сломало"),
    ("сломать[past,!VERB/PRTS/GRND,plur,nomn]", "сломавшие сломанные"),
    ("отправить[2per/3per]", "отправишь отправите отправит отправят"),
    ("отправить[impr,excl]", "отправь отправьте"),
    ("отправить[INFN]", "отправить"),
    ("прийти[VERB,past]", "пришел пришла пришло пришли"),
    ("быть[VERB,past]", "был была было были"),
    ("суть", "суть сути сутью сутей сутям сутями сутях"),
    ("Ещё", "еще"),
    ("еще", "еще"),
    ("вы", "вы вас вам вами"),
    ("задеплоить[VERB,past]", "задеплоил задеплоила задеплоило задеплоили"),
    ("be", "be am are is was were been being"),
    ("be[past]", "was were"),
    ("send", "send sends sent sending"),
    ("send[past/pp]", "sent"),
    ("give[past]", "gave"),
    ("give[pp]", "given"),
    ("give[ing]", "giving"),
    ("give[3per]", "gives"),
    ("give[base]", "give"),
    ("fix[pp]", "fixed"),
    ("cancel[past]", "canceled cancelled"),
    ("criterion[plur]", "criteria criterions"),
    ("invoice[sing]", "invoice"),
    ("email[plur]", "emails"),
    ("sheep[plur]", "sheep"),
    ("good[comp]", "better"),
    ("soon[comp]", "sooner"),
    ("You", "you"),
    ("refactor[past]", "refactored"),
    ("chatbot[plur]", "chatbots"),
]

PARTLY = [
    ("сломать", "сломать сломал сломаю сломай сломан сломанный сломав", "сломался ломать"),
    ("мочь", "могу может мог могли мочь мочью", "смочь сможет"),
    ("стекло", "стекло стекла стекол", "стек стекут"),
    ("идти[VERB,past]", "шел шла", "шедший иду"),
    ("тикет", "тикет тикета тикеты тикетов", "тикетой"),
    ("зафакапить", "зафакапил зафакапишь зафакаплен", "факапить"),
    ("left", "left", "leave leaving"),
]

REFUSED = [
    ("должен", "«должен» is nobody's normal form; write <должный>"),
    ("отправил", "«отправил» is nobody's normal form; write <отправить>"),
    ("sent", "«sent» is nobody's normal form; write <send>"),
    ("am", "«am» is nobody's normal form; write <be>"),
    ("стол[past]", "<стол> has no form that is [past]; change the grams or the lemma"),
    ("you[plur]", "<you> has no form that is [plur]; change the grams or the lemma"),
    ("сломать[infn]", "unknown gram [infn]; the nearest known one is [INFN]"),
    ("сломать[VERB,!plural]", "unknown gram [plural]; the nearest known one is [plur]"),
    ("send[past/inf]", "unknown gram [inf]; the nearest known one is [ing]"),
]


def read(atom: str) -> tuple[str, tuple[str, ...]]:
    lemma, _, grams = atom.rstrip("]").partition("[")
    return lemma, tuple(grams.split(",")) if grams else ()


@pytest.mark.parametrize(("atom", "forms"), EXACT)
def test_forms_are_exactly(atom: str, forms: str) -> None:
    assert expand(*read(atom)) == set(forms.split())


@pytest.mark.parametrize(("atom", "among", "never"), PARTLY)
def test_forms_hold_and_do_not_hold(atom: str, among: str, never: str) -> None:
    forms = expand(*read(atom))
    assert forms.issuperset(among.split())
    assert forms.isdisjoint(never.split())


@pytest.mark.parametrize(("atom", "error"), REFUSED)
def test_refusal_names_cause_and_remedy(atom: str, error: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(error)}$"):
        expand(*read(atom))


def test_at_most_three_normal_forms_are_offered() -> None:
    error = morphology.refuse("w", ["a", "b", "a", "c", "d"])
    assert str(error) == "«w» is nobody's normal form; write <a> or <b> or <c>"


@pytest.mark.parametrize(("package", "language"), [("pymorphy3", "Russian"), ("lemminflect", "English")])
def test_missing_package_is_named(package: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    morphology.load.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ValueError, match=f"^{language} lemmas need {package}; pip install {package}$"):
        morphology.load(package, language)


def test_version_names_every_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [part.split()[0] for part in version().split(", ")] == ["pymorphy3", "pymorphy3-dicts-ru", "lemminflect"]
    monkeypatch.setattr(morphology, "PACKAGES", ("nobody-s-package",))
    assert version() == "nobody-s-package none"
