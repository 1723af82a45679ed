"""``docs/catalogue.md``: every piece of advice once, with rules that exist; no rule without advice."""

from __future__ import annotations

import re
from collections import Counter

from support import ROOT, SHIPPED

from replycoach.playbook import read

DOCS = ROOT / "docs"
RULES = {name: rule.kind for name, rule in read(SHIPPED).rules.items()}


def rows(page: str) -> list[list[str]]:
    """The cells of every row that begins with a number of advice."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d{3}-\d\d \|", line)
    ]


def named() -> list[tuple[str, bool]]:
    """Every name in backticks, and whether it is called a detector or a fact."""
    names = []
    for _, _, carriers in rows("catalogue.md"):
        for part in re.split(r"[;,(]", carriers):
            called = re.search(r"\b(detectors?|facts?)\b", part) is not None
            names += [(name, called) for name in re.findall(r"`([\w-]+)`", part)]
    return names


def test_every_advice_stands_there_once() -> None:
    assert Counter(row[0] for row in rows("catalogue.md")) == Counter({row[0]: 1 for row in rows("sources.md")})


def test_every_advice_has_a_carrier() -> None:
    assert [row[0] for row in rows("catalogue.md") if not row[2]] == []


def test_every_name_exists() -> None:
    known = set(RULES) | {"explain", "upset", "group", "fault"}
    assert {name for name, _ in named()} <= known
    assert {name for name, called in named() if not called and RULES.get(name) == "detector"} == set()


def test_every_rule_is_named() -> None:
    rules = {name for name, kind in RULES.items() if kind != "detector"}
    assert rules - {name for name, _ in named()} == set()
