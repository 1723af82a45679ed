"""The figures of quality as the READMEs have them, between ``<!-- quality -->`` marks: sums, then each category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Figures = Mapping[str, tuple[int, int]]
_SUMS = {
    "verdict, good sent": ("good replies sent", "хорошие ответы отправлены"),
    "verdict, bad held": ("bad replies held", "плохие придержаны"),
    "sentences left alone": ("tempting good sentences left alone", "хорошие фразы-ловушки не тронуты"),
    "sentences caught": ("sentences that hurt, caught", "ранящие фразы замечены"),
    "words precision": ("words marked in replies that do hurt", "отмечено в ответах по делу"),
    "words recall": ("words that hurt in replies, marked", "ранящие слова в ответах отмечены"),
    "missing recall": ("missing things noticed", "замечено, чего не хватает"),
}
_CATEGORIES = {
    "alone-with-choice": "оставить наедине с выбором",
    "anger": "злость",
    "apathy-vague": "равнодушие, туман",
    "blame-shift": "свалить на других",
    "client-blame": "винить клиента",
    "command": "приказ",
    "condescension": "снисхождение",
    "counter-attack": "встречное нападение",
    "dismissal": "отмахнуться",
    "hedged-apology": "извинение с оговоркой",
    "informality-rude": "грубая фамильярность",
    "overpromise": "пустое обещание",
    "passive-aggressive": "скрытый укол",
    "personal-remark": "переход на личности",
    "sarcasm": "сарказм",
    "self-defence": "самозащита",
    "threat": "угроза",
}


def write(figures: Figures) -> None:
    for name, russian in (("README.md", False), ("README.ru.md", True)):
        path = ROOT / name
        before, begin, rest = path.read_text("utf-8").partition("<!-- quality -->\n")
        _, end, after = rest.partition("<!-- /quality -->")
        path.write_text(
            "".join((before, begin, *(f"{line}\n" for line in tables(figures, russian)), end, after)), "utf-8"
        )


def tables(figures: Figures, russian: bool) -> Iterator[str]:
    langs = ("ru", "en") if russian else ("en", "ru")
    yield "| | по-русски | по-английски |" if russian else "| | English | Russian |"
    yield "|---|--:|--:|"
    for name, titles in _SUMS.items():
        yield (
            f"| {titles[russian]} | " + " | ".join(_share(figures[f"{lang} {name}"], russian) for lang in langs) + " |"
        )
    yield ""
    yield (
        "| вид, оба языка | фраз замечено | ловушек не тронуто | в ответах отмечено | отмечено по делу |"
        if russian
        else "| category, both languages | sentences caught | traps left alone | marked in replies | rightly marked |"
    )
    yield "|---|--:|--:|--:|--:|"
    for category, title in _CATEGORIES.items():
        kinds = ("sentences caught", "sentences left alone", "words recall", "words precision")
        counts = [_sum(figures, f"{kind} {category}") for kind in kinds]
        yield f"| {title if russian else category} | " + " | ".join(_of(count, russian) for count in counts) + " |"


def _sum(figures: Figures, name: str) -> tuple[int, int]:
    pairs = [figures.get(f"{lang} {name}", (0, 0)) for lang in ("ru", "en")]
    return sum(hits for hits, _ in pairs), sum(of for _, of in pairs)


def _of(count: tuple[int, int], russian: bool) -> str:
    if not count[1]:
        return "–"
    return f"{count[0]} из {count[1]}" if russian else f"{count[0]} of {count[1]}"


def _share(count: tuple[int, int], russian: bool) -> str:
    share = f"{100 * count[0] / count[1]:.1f}"
    return f"{_of(count, russian)} ({share.replace('.', ',') if russian else share} %)"
