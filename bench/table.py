"""The figures as Markdown, in English and Russian, and their place in the READMEs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measure import RUNS, Figure

_BEGIN, _END = "<!-- bench -->", "<!-- /bench -->"
READMES = {"en": "README.md", "ru": "README.ru.md"}
_WORDS = {
    "en": {
        "process": "One process, {runs} runs",
        "ratio": "CPU ÷ `python -c pass`",
        "time": "CPU, ms",
        "memory": "peak memory, MiB",
        "megabyte": "1 MB of replies, warm",
        "words": r"time ÷ `re.findall(r'\w+')`",
        "speed": "MB/s",
        "en": "English",
        "ru": "Russian",
        "bare": "`python -c pass`",
        "draft": "`replycoach check`, {count} words, {lang}",
        "module": "`python -m replycoach check`, the same, {lang}",
        "peer": "{name}, the same draft, {lang}",
        "edited": "first check after you edit a rule of your own ({runs} runs)",
        "cached": "every check after that, with your own rules",
    },
    "ru": {
        "process": "Один процесс, запусков: {runs}",
        "ratio": "процессорное время ÷ `python -c pass`",
        "time": "мс",
        "memory": "память в пике, МиБ",
        "megabyte": "1 МБ ответов, не первый вызов",
        "words": r"время ÷ `re.findall(r'\w+')`",
        "speed": "МБ/с",
        "en": "английский",
        "ru": "русский",
        "bare": "`python -c pass`",
        "draft": "`replycoach check`, слов: {count}, {lang}",
        "module": "`python -m replycoach check`, то же, {lang}",
        "peer": "{name}, тот же черновик, {lang}",
        "edited": "первая проверка после правки своего правила (запусков: {runs})",
        "cached": "каждая следующая, со своими правилами",
    },
}

Key = tuple[str, dict[str, str]]
"""A label's name above and what goes into it; a name that is not there is a label itself."""


def markdown(lang: str, processes: Sequence[tuple[Key, Figure]], megabytes: Sequence[tuple[str, float, float]]) -> str:
    words = _WORDS[lang]
    title = words["process"].format(runs=RUNS)
    lines = [f"| {title} | {words['ratio']} | {words['time']} | {words['memory']} |", "|---|--:|--:|--:|"]
    for key, figure in processes:
        values = f"{figure.ratio:.1f}", f"{figure.cpu * 1000:.0f}", f"{figure.memory / 1024:.1f}"
        lines.append(_row(lang, _label(words, key), *values))
    lines += ["", f"| {words['megabyte']} | {words['words']} | {words['speed']} |", "|---|--:|--:|"]
    for spoken, ratio, seconds in megabytes:
        lines.append(_row(lang, words[spoken], f"{ratio:.1f}", f"{1 / seconds:.1f}"))
    return "\n".join(lines)


def _label(words: dict[str, str], key: Key) -> str:
    name, fields = key
    return words.get(name, name).format(**{field: words.get(value, value) for field, value in fields.items()})


def _row(lang: str, label: str, *values: str) -> str:
    return f"| {label} | " + " | ".join(value.replace(".", ",") if lang == "ru" else value for value in values) + " |"


def put(root: Path, tables: dict[str, str]) -> None:
    """Between the markers of each README, over what stood there."""
    for lang, name in READMES.items():
        text = (root / name).read_text("utf-8")
        before, rest = text.split(_BEGIN)
        after = rest.split(_END)[1]
        (root / name).write_text(f"{before}{_BEGIN}\n{tables[lang]}\n{_END}{after}", "utf-8")
