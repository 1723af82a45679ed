"""What ``rate`` rules count: capital words, runs of marks."""

from __future__ import annotations

from . import alphabet
from .weights import RARE, weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .document import Document
    from .model import Span

_EMPHASIS = frozenset(
    alphabet.form(word)
    for word in (
        "не нет вы no not never ever always again stop read you your wait enough done twice all any every everything"
        " must now why what when how who yes only nothing nobody please urgent immediately today already listen pay"
        " want need money deadline contract once last first very really still too late right wrong your my me do did"
    ).split()
)
_ACRONYMS = frozenset(
    alphabet.form(word)
    for word in (
        "ооо оао зао пао ип ао ндс тз инн кпп огрн бик смс мфу сро днр рф сша ес мск спб утп цод пдф пк по бд ок фио жк"
        " дтп снилс егрюл ифнс фнс усн нпд эдо эцп кп рко сбп тк мвд цена итого акт счет"
        " api pdf vat url seo smm css html php sql ssl http https json xml csv usb ssd ram cpu gpu ceo cto cfo hr pr ui"
        " ux faq ftp dns cms crm erp gmt utc est pst cet asap eod fyi btw ok usa uk eu nda kpi roi b2b b2c png jpg jpeg"
        " gif psd svg eps ai id it tv dvd pc mac ios gps qa sms vip iban swift eur usd gbp rub sla po rfp llc ltd inc"
        " imho lol omg readme note subject re fw fwd cc bcc pin otp vpn ip aws rgb cmyk dpi led hdmi wifi"
    ).split()
)


def measure(name: str, document: Document, known: Callable[[bytes], object]) -> list[Span]:
    """The hits of one measure, in the order of the text; ``known`` tells a word from a name or a code."""
    if name == "caps-words":
        return list(_caps_words(document, known))
    return list(_MEASURES[name](document))


def mended(words: str) -> str:
    """What a hit of a measure is without what made it one: small letters, one mark, a blank that can be filled in."""
    if not any(map(str.isalnum, words)):
        return "?" if "?" in words else "."
    if words.isupper() and words.lower() not in _STAND_INS:
        return f" {words.lower()} ".replace(" i ", " I ").replace(" i'", " I'").strip()
    name, comma, _ = words.partition(",")
    return f"{name.strip()}!" if comma and "‹" not in words else f"‹{words.strip('[]{}<>‹› ')}›"


_STAND_INS = frozenset("todo fixme xxx ххх tbd".split())


def _caps_words(document: Document, known: Callable[[bytes], object]) -> Iterator[Span]:
    """Words shouted in capitals; neighbours are one hit. Acronyms, names, codes and headings are none."""
    case = alphabet.case(document.encoded)
    place = case.find(b"UU")
    run: Span | None = None
    while place >= 0:
        start, stop = _word_at(case, place)
        if _is_shouted(document, case, start, stop, known):
            if run and not document.folded[run[1] : start].strip(b" ,"):
                run = (run[0], stop)
            else:
                if run:
                    yield run
                run = (start, stop)
        place = case.find(b"UU", stop)
    if run:
        yield run


def _word_at(case: bytes, place: int) -> Span:
    start, stop = place, place
    while start and case[start - 1] != 0x20:
        start -= 1
    while stop < len(case) and case[stop] != 0x20:
        stop += 1
    return start, stop


def _is_shouted(document: Document, case: bytes, start: int, stop: int, known: Callable[[bytes], object]) -> bool:
    word = document.folded[start:stop]
    if b"l" in case[start:stop] or word in _ACRONYMS:
        return False
    # Capitals in Latin letters are mostly names and formats: RUTUBE, WMV.
    if word[0] < 0x80 and word not in _EMPHASIS and weight(word) == RARE and not known(word):
        return False
    if document.folded[start - 1 : start] in (b"-", b"_", b"/", b"@") and start:
        return False
    if document.folded[stop : stop + 1] in (b"-", b"_", b"/", b"@"):
        return False
    short = len(word) < 3 or (len(word) == 3 and weight(word) == RARE)
    if short and word not in _EMPHASIS and not _beside_capitals(case, start, stop):
        return False
    return not _is_heading(document, case, start)


def _beside_capitals(case: bytes, start: int, stop: int) -> bool:
    """A short word shouts only in company: «НУ И ЧТО»."""
    before, after = case[:start].split()[-1:] if start < 200 else case[start - 200 : start].split()[-1:], []
    after = case[stop : stop + 200].split()[:1]
    return any(len(word) > 1 and b"l" not in word for word in before + after)


def _is_heading(document: Document, case: bytes, start: int) -> bool:
    """A line all in capitals that no mark ends, between other text, is a heading."""
    folded = document.folded
    begin, end = folded.rfind(b"\n", 0, start) + 1, folded.find(b"\n", start)
    end = len(folded) if end < 0 else end
    line = folded[begin:end].strip()
    alone = begin > 0 or end < len(folded)
    return alone and b"l" not in case[begin:end] and line[-1:] not in b"!?." and len(line.split()) < 8


def _runs(document: Document, wanted: Callable[[bytes], bool]) -> Iterator[Span]:
    folded = document.folded
    for first in (b"!", b"?"):
        place = folded.find(first)
        while place >= 0:
            stop = place
            while folded[stop : stop + 1] in (b"!", b"?") or (stop > place and folded[stop : stop + 1] == b"1"):
                stop += 1
            run = folded[place:stop]
            if len(run) > 1 and wanted(run) and folded[place - 1 : place] not in (b"!", b"?"):
                yield place, stop
            place = folded.find(first, stop)


def _exclaimed(document: Document) -> Iterator[Span]:
    return (sentence for sentence in document.sentences() if b"!" in document.terminator(sentence))


def _ellipses(document: Document) -> Iterator[Span]:
    for sentence in document.sentences():
        mark = document.terminator(sentence)
        if b"..." in mark or b"\x85" in mark:
            yield sentence[1] - len(mark), sentence[1]


def _blanks(document: Document) -> Iterator[Span]:
    """What a template or a hurry left to fill in: ‹дата›, [имя], {name}, TODO."""
    text = document.text
    for opener, closer in ("‹›", "[]", "{}", "<>"):
        start = text.find(opener)
        while start >= 0:
            stop = text.find(closer, start + 1, start + _LONGEST_BLANK)
            inside = text[start + 1 : stop] if stop > 0 else ""
            if _is_blank(opener, inside.strip("{ ")) and text[start - 1 : start] != "$":
                yield start, stop + 1 + text.startswith("}", stop + 1)
            start = text.find(opener, start + 2)
    for mark in _LEFT_OVER:
        start = text.find(mark)
        while start >= 0:
            stop = start + len(mark)
            if not text[start - 1 : start].isalnum() and not text[stop : stop + 1].isalnum():
                yield start, stop
            start = text.find(mark, stop)


def _is_blank(opener: str, inside: str) -> bool:
    if not inside.strip() or "\n" in inside:
        return False
    if opener == "‹":
        return True
    if opener == "{":
        return inside.replace("_", "").replace(".", "").isalpha()
    known = _PLACEHOLDERS - _MARKUP if opener == "<" else _PLACEHOLDERS
    return inside.casefold().split()[0] in known and len(inside.split()) < 4


def _empty_greetings(document: Document) -> Iterator[Span]:
    """«Здравствуйте, !»: the name was never put in."""
    text = document.text
    for greeting in _GREETINGS:
        start = text.find(greeting)
        while start >= 0:
            stop = start + len(greeting)
            rest = text[stop : stop + 4].replace(" ", "")
            if rest.startswith((",!", ",,", ",.")):
                yield start, stop + text[stop:].index(rest[1], text[stop:].index(",") + 1) + 1
            start = text.find(greeting, stop)


_LONGEST_BLANK = 40
_LEFT_OVER = ("TODO", "FIXME", "XXX", "ХХХ", "lorem ipsum", "Lorem ipsum")
_GREETINGS = ("Здравствуйте", "Добрый день", "Добрый вечер", "Доброе утро", "Hello", "Hi", "Dear", "Good morning")
_MARKUP = frozenset("url email phone link address title time number".split())
_PLACEHOLDERS = frozenset(
    "имя фамилия отчество дата время сумма срок тема адрес ссылка номер название компания должность телефон вставить"
    " указать клиент проект причина город name date time amount sum deadline subject address link number company title"
    " phone insert client project reason city first last your recipient customer price url email".split()
)


def _statements(document: Document) -> Iterator[Span]:
    """Sentences of two words and more that are no question."""
    for start, stop in document.sentences():
        words = document.words[start:stop].split()
        if len(words) > 1 and b"?" not in document.terminator((start, stop)):
            yield start, stop


_MEASURES: dict[str, Callable[[Document], Iterator[Span]]] = {
    "exclamation-runs": lambda document: _runs(document, lambda run: b"?" not in run and b"1" not in run),
    "question-runs": lambda document: _runs(document, lambda run: b"!" not in run),
    "mixed-runs": lambda document: _runs(document, lambda run: b"1" in run or (b"!" in run and b"?" in run)),
    "exclaimed-sentences": _exclaimed,
    "ellipses": _ellipses,
    "blanks": _blanks,
    "empty-greetings": _empty_greetings,
    "statements": _statements,
}
