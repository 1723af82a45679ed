"""All patterns on one document: what every rule matched, with masks, antipatterns and guards applied.

Flags are looked for everywhere. Detectors, antipatterns and masks are looked for only where a rule asks.
"""

from __future__ import annotations

from itertools import accumulate, compress

from .automaton import ANTI, CUE, END, MATCH, code
from .lexicon import ALONE
from .matching import match
from .sentence import WORD, Sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from .automaton import Automaton
    from .document import Document
    from .lexicon import Wanted
    from .model import Span

QUOTE_MASK = -1
_NONE: frozenset[int] = frozenset()


class Match:
    """Where a pattern matched: tokens ``first`` to ``last`` (exclusive) of a sentence, ``span`` of the text."""

    __slots__ = ("captures", "first", "last", "record", "sentence", "span")

    def __init__(self, sentence: Sentence, first: int, last: int, captures: dict[str, int], record: list[Any]) -> None:
        self.sentence, self.record, self.captures = sentence, record, captures
        self.first, self.last = first, last
        levels = sentence.levels
        while first < last - 1 and levels[first] != WORD:
            first += 1
        while last > first + 1 and levels[last - 1] != WORD:
            last -= 1
        self.span: Span = (sentence.begins[first], sentence.ends[last - 1])


class Scan:
    """The matches of one document, each sentence read at most once."""

    def __init__(self, automaton: Automaton, document: Document) -> None:
        self.automaton, self.document = automaton, document
        pieces = document.words.split(b" ")
        # Every piece is followed by the one blank it was split at: piece n ends n blanks further on.
        ends = map(int.__add__, accumulate(map(len, pieces)), range(len(pieces)))
        self._ends = list(compress(ends, pieces))
        self._words = list(filter(None, pieces))
        self._distinct = set(self._words)
        lone = {word for word in self._distinct if not word.strip(b"'-")}
        if lone:
            # A hyphen by itself is a dash: no word, and none to count.
            kept = [word not in lone for word in self._words]
            self._ends, self._words = list(compress(self._ends, kept)), list(compress(self._words, kept))
            self._distinct -= lone
        self._join_numbers()
        self._sentences: dict[Span, Sentence] = {}
        self._others: dict[tuple[Span, int], Sequence[Match]] = {}
        self._paragraphs: dict[tuple[int, Span], bool] = {}
        self._found: dict[int, list[Match]] = {}
        self._has: dict[int, bool] = {}
        self._wanted: dict[int, set[bytes]] | None = None
        self._flags = self._search()

    def _join_numbers(self) -> None:
        """Text is split at the dot of 15.05, but a number is one token: its later pieces are no words."""
        numbers = {word for word in self._distinct if word.isdigit()}
        if not numbers:
            return
        words, ends, folded = self._words, self._ends, self.document.folded
        later = set()
        for place in compress(range(len(words)), map(numbers.__contains__, words)):
            before = ends[place] - len(words[place]) - 1
            if place and ends[place - 1] == before and folded[before] in b":.,/" and words[place - 1][-1:].isdigit():
                later.add(place)
        if later:
            self._words = [word for place, word in enumerate(words) if place not in later]
            self._ends = [end for place, end in enumerate(ends) if place not in later]

    def matches(self, rule: int) -> list[Match]:
        """All matches of a rule, in the order of the text; one for overlapping ones."""
        found = self._found.get(rule)
        if found is None:
            raw = self._flags.get(rule)
            if raw is None and self.automaton.rules[rule][1] == "detector":
                raw = list(self._detected(rule))
            held = [each for each in raw or () if self._holds(rule, each)]
            found = self._found[rule] = _longest(held, self.automaton.rules[rule][3])
        return found

    def has(self, rule: int) -> bool:
        """Whether a detector matches anywhere; stops at the first place."""
        if rule not in self._has:
            found = self._found.get(rule)
            self._has[rule] = (
                bool(found) if found is not None else any(self._holds(rule, each) for each in self._detected(rule))
            )
        return self._has[rule]

    def spoken(self, rule: int, role: int) -> Iterator[Match]:
        """Everything a rule's patterns or antipatterns match, before masks, antipatterns and guards."""
        if role == MATCH and self.automaton.rules[rule][1] != "detector":
            yield from self._flags.get(rule, ())
            return
        for span in self.document.sentences():
            yield from self._of(self._sentence(span), role, rule)

    def guard(self, sentence: Span, fires: bool, detectors: Sequence[int], within: str) -> bool:
        """Whether a guard lets a match in ``sentence`` pass."""
        return any(self._near(sentence, detector, within) for detector in detectors) == fires

    def _search(self) -> dict[int, list[Match]]:
        pattern = self.automaton.pattern
        raw: dict[int, list[Match]] = {}
        sentence, behind = None, -1
        for end, numbers in self._promising():
            if end > behind:
                span = self.document.sentence_at(end - 1)
                sentence, behind = self._sentence(span), span[1]
            assert sentence is not None
            for at in sentence.tokens_at(end - 1):
                for number in numbers:
                    record = pattern(number)
                    if record[9][record[2]][1] in sentence.sets[at]:
                        found = match(record, sentence, at)
                        if found:
                            raw.setdefault(record[0], []).append(Match(sentence, *found, record))
        return raw

    def _promising(self) -> Iterator[tuple[int, list[int]]]:
        """Ends of words with the flags' patterns that have near them every word they need."""
        words, near_of, wanted = self._words, self.automaton.near, self.automaton.hot
        here = _NONE.union([ALONE], *map(near_of.__getitem__, self._distinct))
        hot: dict[bytes, Wanted] = {}
        for word in self._distinct:
            found = wanted[word]
            if found and not found.lacks(here):
                hot[word] = found
        near = list(map(near_of.__getitem__, words))
        for place in compress(range(len(words)), map(hot.__contains__, words)):
            want = hot[words[place]]
            # A contraction can hold the other word as well; any other word is not its own companion.
            if (
                (want.behind and False in map(want.lacks, near[place + 1 : place + want.behind + 1]))
                or (want.before and False in map(want.lacks, near[max(0, place - want.before) : place]))
                or want.alone
                or (want.double and not want.lacks(near[place]))
            ):
                numbers = self._fitting(want, place, near)
                if numbers:
                    yield self._ends[place], numbers

    def _fitting(self, want: Wanted, place: int, near: list[frozenset[int]]) -> list[int]:
        """Patterns all of whose words are near a place."""
        around = near[max(0, place - want.before) : place + want.behind + 1]
        return [
            number
            for companion in want.patterns.keys() & _NONE.union([ALONE], *around)
            for number, needs in want.needs(companion)
            if self._has_all(needs, place, want.double)
        ]

    def _has_all(self, needs: Sequence[Sequence[int]], place: int, double: bool) -> bool:
        """Whether every word a pattern needs is near the place, on its side."""
        words, sets = self._words, self.automaton.sets
        for needed, reach in needs:
            if reach > 0:
                near = words[place + (not double) : place + reach + 1]
            else:
                near = words[place + reach if place + reach > 0 else 0 : place + double]
            for word in near:
                if needed in sets[word]:
                    break
            else:
                return False
        return True

    def _sentences_with(self, ends: Iterable[int]) -> Iterator[Span]:
        """The sentences in which words end at these places."""
        behind = -1
        for end in ends:
            if end > behind:
                span = self.document.sentence_at(end - 1)
                behind = span[1]
                yield span

    def _detected(self, rule: int) -> Iterator[Match]:
        """Raw matches of a detector, found sentence by sentence."""
        wanted = self._wanted_by().get(code(MATCH, rule))
        if wanted:
            for span in self._sentences_with(compress(self._ends, map(wanted.__contains__, self._words))):
                yield from self._of(self._sentence(span), MATCH, rule)

    def _wanted_by(self) -> Mapping[int, set[bytes]]:
        """Words of the document by the detector (see ``code``) that has a pattern to try at them."""
        if self._wanted is None:
            self._wanted = {}
            for word in self._distinct:
                for owner in self.automaton.owners(word):
                    self._wanted.setdefault(owner, set()).add(word)
        return self._wanted

    def _sentence(self, span: Span) -> Sentence:
        sentence = self._sentences.get(span)
        if sentence is None:
            sentence = self._sentences[span] = Sentence(self.document, span, self.automaton)
        return sentence

    def _of(self, sentence: Sentence, role: int, owner: int) -> Sequence[Match]:
        """What a detector, a rule's antipatterns or a mask's cues match in a sentence."""
        owned = code(role, owner)
        found = self._others.get((sentence.span, owned))
        if found is None:
            found = self._others[sentence.span, owned] = tuple(_owned(sentence, owned, self.automaton))
        return found

    def _holds(self, rule: int, found: Match) -> bool:
        record = self.automaton.rules[rule]
        if any(self._masked(mask, found) for mask in record[7]):
            return False
        for anti in self._of(found.sentence, ANTI, rule):
            if anti.first < found.last and found.first < anti.last:
                return False
        return all(self.guard(found.sentence.span, *guard) for guard in record[6])

    def _near(self, sentence: Span, detector: int, within: str) -> bool:
        if within == "message":
            return self.has(detector)
        if within == "sentence":
            return any(self._holds(detector, each) for each in self._of(self._sentence(sentence), MATCH, detector))
        paragraph = self.document.paragraph(sentence[0])
        near = self._paragraphs.get((detector, paragraph))
        if near is None:
            near = self._paragraphs[detector, paragraph] = any(self._inside(paragraph, detector))
        return near

    def _inside(self, paragraph: Span, detector: int) -> Iterator[bool]:
        for span in self.document.sentences(paragraph[0]):
            if span[0] >= paragraph[1]:
                return
            for found in self._of(self._sentence(span), MATCH, detector):
                yield self._holds(detector, found)

    def _masked(self, mask: int, found: Match) -> bool:
        if mask == QUOTE_MASK:
            return self.document.is_quoted(found.span[0])
        name, within, crosses, inside = self.automaton.masks[mask]
        cues = self._of(found.sentence, CUE, mask)
        if name == "question":
            return not cues and b"?" in self.document.terminator(found.sentence.span)
        ends = self._of(found.sentence, END, mask)
        return any(_covers(cue, found, within, crosses, inside, ends) for cue in cues)


def _owned(sentence: Sentence, owner: int, automaton: Automaton) -> Iterator[Match]:
    for at, part in enumerate(sentence.parts):
        if owner not in part[3]:
            continue
        for number in part[3][owner]:
            record = automaton.pattern(number)
            found = match(record, sentence, at)
            if found:
                yield Match(sentence, *found, record)


def _covers(cue: Match, found: Match, within: int, crosses: bool, inside: bool, ends: Sequence[Match]) -> bool:
    start = cue.last
    if inside and found.first <= cue.first < found.last:
        return True
    if start > found.first or any(start <= end.first < found.first for end in ends):
        return False
    between = found.sentence.levels[start : found.first]
    return between.count(WORD) <= within and (crosses or len(between) == between.count(WORD))


def _longest(found: list[Match], severity: int) -> list[Match]:
    """Of overlapping matches the most severe, then the longest, then the first in its file.

    ``severity`` is that of patterns which have none of their own (-1).
    """
    kept: list[Match] = []
    cluster: list[Match] = []
    stop = -1
    for one in sorted(found, key=lambda each: each.span):
        if one.span[0] >= stop:
            kept += _best(cluster, severity)
            cluster = []
        cluster.append(one)
        stop = max(stop, one.span[1])
    return kept + _best(cluster, severity)


def _best(cluster: list[Match], severity: int) -> list[Match]:
    def rank(each: Match) -> tuple[int, int, int]:
        own = each.record[6]
        return -(severity if own < 0 else own), each.span[0] - each.span[1], each.record[8]

    kept: list[Match] = []
    for one in sorted(cluster, key=rank):
        if all(one.span[1] <= other.span[0] or other.span[1] <= one.span[0] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.span)
