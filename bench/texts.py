"""A megabyte of replies in one language, the same every time: own sentences in turn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SIZE = 1_000_000


def megabyte(lang: str) -> str:
    """``SIZE`` UTF-8 bytes, give or take one sentence."""
    sentences: list[str] = []
    size = 0
    for sentence in cycle(list(_sentences(lang))):
        if size >= SIZE:
            return " ".join(sentences)
        sentences.append(sentence)
        size += len(sentence.encode()) + 1
    raise ValueError(f"no sentences in {lang}")


def _sentences(lang: str) -> Iterator[str]:
    for file in sorted(ROOT.glob(f"examples/*-{lang}.txt")):
        yield from (line for line in file.read_text("utf-8").splitlines() if line and not line.startswith((">", "--")))
    for file in sorted(ROOT.glob("playbooks/upset-client/*.yaml")):
        yield from _good(yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader), lang)


def _good(rule: Any, lang: str) -> Iterator[str]:
    page = rule.get(lang)
    for example in page.get("good", ()) if isinstance(page, dict) else ():
        yield example["draft"] if isinstance(example, dict) else example
