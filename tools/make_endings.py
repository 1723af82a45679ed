"""Makes ``src/replycoach/endings-ru.txt`` from pymorphy3's dictionary: ``python tools/make_endings.py [FILE]``.

A class is a tree over the words read from their end. Each node says yes or no, and only a node that
differs from its parent is written down, so a word is in the class iff an odd number of its endings is
in the list. Labels are chosen so that the list is the shortest one that is right on every word.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Words = dict[str, set[int]]
    """Each word, ё as е, with its tags' numbers."""

CLASSES = ("VERB", "VERB,past", "VERB,past,plur", "INFN", "impr", "VERB,1per", "VERB,2per", "VERB,3per", "PRTS")
CLOSED = frozenset({"NPRO", "PREP", "CONJ", "PRCL", "NUMR", "Apro"})
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
FILE = Path(__file__).parents[1] / "src/replycoach/endings-ru.txt"


def main() -> None:
    analyzer = import_module("pymorphy3").MorphAnalyzer(lang="ru")
    tags = [frozenset(tag.grammemes) for tag in analyzer.dictionary.gramtab]
    words = read(analyzer)
    drop(words, tags, analyzer)
    keys = sorted(word[::-1] for word in words)
    tagged = [words[key[::-1]] for key in keys]
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for name in CLASSES:
            wanted = {number for number, tag in enumerate(tags) if tag.issuperset(name.split(","))}
            endings = Tree(keys, [not wanted.isdisjoint(numbers) for numbers in tagged]).endings()
            out.write(f"[{name}]\t{' '.join(endings)}\n")
            print(f"[{name}] {len(endings)}")


def read(analyzer: Any) -> Words:
    words: Words = defaultdict(set)
    paradigms = analyzer.dictionary.paradigms
    for word, (paradigm, index) in analyzer.dictionary.words.iteritems():
        part = word.replace("ё", "е").rpartition("-")[2]
        if part.strip(LETTERS):
            continue
        # a part like «нибудь» is no word of its own: without tags it is of no class
        numbers = words[part]
        if "-" not in word:
            numbers.add(paradigms[paradigm][len(paradigms[paradigm]) // 3 + index])
    return words


def drop(words: Words, tags: list[frozenset[str]], analyzer: Any) -> None:
    """Takes every class from words that are above all function words: «при» is hardly ever «переть»."""
    closed = {number for number, tag in enumerate(tags) if tag & CLOSED}
    for word, numbers in words.items():
        if numbers & closed and analyzer.parse(word)[0].tag.grammemes & CLOSED:
            numbers.clear()


class Tree:
    """Reversed words in order, and which of them are in the class. A node is (low, high, depth)."""

    def __init__(self, keys: list[str], flags: list[bool]) -> None:
        self.keys, self.flags = keys, flags
        self.counts = list(accumulate(flags, initial=0))
        self.costs: dict[tuple[int, int, int], tuple[int, int]] = {}

    def endings(self) -> list[str]:
        found = sorted(key[::-1] for key in self.walk(0, len(self.keys), 0, False))
        if not all(found):
            raise ValueError("most words are in the class, and the empty ending cannot be written")
        return found

    def walk(self, low: int, high: int, depth: int, above: bool) -> Iterator[str]:
        label = self.label(low, high, depth, above)
        if label != above:
            yield self.keys[low][:depth]
        if not self.mixed(low, high):
            return
        for start, end in self.branches(low, high, depth):
            if len(self.keys[start]) > depth:
                yield from self.walk(start, end, depth + 1, label)
            elif self.flags[start] != label:
                yield self.keys[start] + "^"

    def label(self, low: int, high: int, depth: int, above: bool) -> bool:
        no, yes = self.cost(low, high, depth)
        no, yes = no + above, yes + (not above)
        hits = self.counts[high] - self.counts[low]
        return yes < no or (yes == no and hits * 2 > high - low)

    def mixed(self, low: int, high: int) -> bool:
        return 0 < self.counts[high] - self.counts[low] < high - low

    def branches(self, low: int, high: int, depth: int) -> Iterator[tuple[int, int]]:
        while low < high:
            key = self.keys[low]
            end = low + 1
            if len(key) > depth:
                end = bisect_left(self.keys, key[:depth] + chr(ord(key[depth]) + 1), low, high)
            yield low, end
            low = end

    def cost(self, low: int, high: int, depth: int) -> tuple[int, int]:
        """How many endings the node's words need below it if it says no, and if it says yes."""
        if not self.mixed(low, high):
            return int(self.flags[low]), int(not self.flags[low])
        node = (low, high, depth)
        if node not in self.costs:
            below = [self.below(start, end, depth) for start, end in self.branches(low, high, depth)]
            self.costs[node] = (sum(min(no, yes + 1) for no, yes in below), sum(min(yes, no + 1) for no, yes in below))
        return self.costs[node]

    def below(self, start: int, end: int, depth: int) -> tuple[int, int]:
        if len(self.keys[start]) > depth:
            return self.cost(start, end, depth + 1)
        return int(self.flags[start]), int(not self.flags[start])


if __name__ == "__main__":
    main()
