"""How well the coach judges: ``python bench/quality.py [--part work|once|all] [--earn] [--keep] [--readme]``.

Verdicts, words and what is missing on the labelled replies, each category on the labelled sentences, per language, with
Wilson intervals. ``--earn``: what each rule earns, by verdicts without it. ``--keep`` writes the figures of the working
part into ``bench/quality.json``; the tests fail when one falls below what stands there. ``--readme`` writes the
figures of the part looked at once into the READMEs.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import quality_tables
from labelled import GROUPS, MISSING, PARTS, Reply, grave, marks, read, replies, same, sentences

from replycoach import check
from replycoach.model import Report

KEPT = Path(__file__).resolve().parent / "quality.json"
KEEP = ("bad held", "good sent", "without a warning", "precision", "recall", "caught", "left alone")
"""Figures over all categories: those of one category are too few to hold against a change."""
Figures = dict[str, tuple[int, int]]
"""How many of how many."""


def main(arguments: Sequence[str]) -> int:
    wanted = list(arguments)
    part = wanted.pop(wanted.index("--part") + 1) if "--part" in wanted[:-1] else "work"
    if part not in (*PARTS, "all") or not set(wanted) <= {"--part", "--earn", "--keep", "--readme"}:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    read_replies = [(reply, read(reply)) for reply in replies(part)]
    figures = {**of_replies(read_replies), **of_sentences(part)}
    for name, (hits, of) in sorted(figures.items()):
        print(f"{name:44} {interval(hits, of)}")
    if "--earn" in wanted:
        earned(read_replies)
    if "--readme" in wanted:
        quality_tables.write({**of_replies([(each, read(each)) for each in replies("once")]), **of_sentences("once")})
    if "--keep" in wanted:
        kept = {name: share for name, share in shares(figures).items() if name.endswith(KEEP)}
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    return 0


def measured(part: str) -> dict[str, float]:
    """Every figure as a share; ``precision`` and the rest are better when higher, all of them."""
    return shares({**of_replies([(reply, read(reply)) for reply in replies(part)]), **of_sentences(part)})


def shares(figures: Figures) -> dict[str, float]:
    return {name: round(hits / of, 4) for name, (hits, of) in figures.items() if of}


def interval(hits: int, of: int) -> str:
    """Share and its 95 % interval (Wilson 1927)."""
    if not of:
        return "none"
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{100 * share:5.1f} %  {hits}/{of}  ({100 * (middle - half):.1f}–{100 * (middle + half):.1f})"


def of_replies(read_replies: Sequence[tuple[Reply, Report]]) -> Figures:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for reply, report in read_replies:
        _count(counts, f"{reply.lang} verdict, bad held" if reply.hold else f"{reply.lang} verdict, good sent",
               (report.verdict == "hold") == reply.hold)  # fmt: skip
        if not reply.hold:
            _count(counts, f"{reply.lang} good without a warning", not grave(report.findings))
        mine = marks(report)
        for mark in mine:
            _count(counts, f"{reply.lang} words precision {mark[2]}", any(same(mark, gold) for gold in reply.gold))
            _count(counts, f"{reply.lang} words precision", any(same(mark, gold) for gold in reply.gold))
        for gold in reply.gold:
            _count(counts, f"{reply.lang} words recall {gold[2]}", any(same(mark, gold) for mark in mine))
            _count(counts, f"{reply.lang} words recall", any(same(mark, gold) for mark in mine))
        said = {finding.category for finding in grave(report.findings)} & MISSING
        for category in said:
            _count(counts, f"{reply.lang} missing precision", category in reply.lacks)
        for category in reply.lacks:
            _count(counts, f"{reply.lang} missing recall", category in said)
    return {name: (count["hit"], count.total()) for name, count in counts.items()}


def of_sentences(part: str) -> Figures:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences(part):
        found = {GROUPS[each.category] for each in grave(check(sentence.text).findings) if each.category in GROUPS}
        if sentence.flag:
            _count(counts, f"{sentence.lang} sentences caught {sentence.label}", bool(found))
            _count(counts, f"{sentence.lang} sentences caught", bool(found))
        else:
            _count(counts, f"{sentence.lang} sentences left alone {sentence.label}", not found)
            _count(counts, f"{sentence.lang} sentences left alone", not found)
    return {name: (count["hit"], count.total()) for name, count in counts.items()}


def _count(counts: dict[str, Counter[str]], name: str, hit: bool) -> None:
    counts[name]["hit" if hit else "miss"] += 1


def earned(read_replies: Sequence[tuple[Reply, Report]]) -> None:
    """A rule's fires in bad and in good replies, a hundred each; what its words meet; verdicts that hang on it."""
    bad, good = (sum(reply.hold == hold for reply, _ in read_replies) or 1 for hold in (True, False))
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for reply, report in read_replies:
        for finding in grave(report.findings):
            row = rows[finding.rule]
            row["bad" if reply.hold else "good"] += 1
            mark = (*finding.span, finding.category)
            row["met"] += any(same(mark, gold) for gold in reply.gold) or finding.category in reply.lacks
        for rule in {finding.rule for finding in grave(report.findings)} if report.verdict == "hold" else ():
            without = check(reply.draft, incoming=reply.incoming or None, ignore=[rule])
            if without.verdict == "send":
                rows[rule]["holds bad" if reply.hold else "holds good"] += 1
    print(f"\n{'rule':28} fires/100 bad  fires/100 good  meets a label  holds bad alone  holds good alone")
    for rule, row in sorted(rows.items(), key=lambda each: -each[1]["holds bad"]):
        fires = row["bad"] + row["good"]
        print(
            f"{rule:28} {100 * row['bad'] / bad:13.1f} {100 * row['good'] / good:15.1f} {row['met'] / fires:14.0%}"
            f" {row['holds bad']:16} {row['holds good']:17}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
