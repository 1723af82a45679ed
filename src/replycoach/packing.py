"""Numbers word sets, anchors patterns on their rarest word and lays both out as flat tables."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .automaton import FLAG, FRONT, REACH_SHIFT, SIDE_SHIFT
from .lexicon import ALONE
from .pattern import Pattern

Forms = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A pattern's record, its word atoms still sets of forms; where to start, and what must be near.

    ``reach``: how many words behind the anchor its companion may be; negative for in front.
    """

    record: list[Any]
    anchor: Forms
    companion: Forms
    reach: int
    owner: int


def anchor(
    pattern: Pattern, bodies: Sequence[Forms], owner: int, record: list[Any], weigh: Callable[[Forms], float]
) -> Anchored:
    """Raises ``ValueError`` if no listed word must be there."""
    needed = [
        number
        for number, atom in enumerate(pattern.atoms)
        if atom.kind == "words" and not (atom.optional or atom.negated)
    ]
    if not needed:
        raise ValueError("has no listed word that must be there; add one")
    first, *others = sorted(needed, key=lambda number: weigh(bodies[number]))
    record[2] = first
    record.append([[bodies[number], _reach(pattern, first, number)] for number in others])
    # A companion that is the anchor again would be found at the anchor's own place.
    other = next((number for number in others if bodies[number] != bodies[first]), None)
    if other is None:
        return Anchored(record, bodies[first], frozenset(), 0, owner)
    return Anchored(record, bodies[first], bodies[other], _reach(pattern, first, other), owner)


def _reach(pattern: Pattern, one: int, other: int) -> int:
    """How many words one atom can be behind the other; negative if in front of it."""
    between = pattern.atoms[min(one, other) + 1 : max(one, other) + 1]
    words = sum(atom.gap.words + (atom.kind != "mark") for atom in between)
    return words if other > one else -words


class WordSets:
    """Every set of forms with its number: the empty one, companions of flags, all others."""

    def __init__(self, patterns: Sequence[Anchored]) -> None:
        self.patterns = patterns
        self.numbers: dict[Forms, int] = {frozenset(): ALONE}
        for pattern in patterns:
            if pattern.owner == FLAG:
                self.numbers.setdefault(pattern.companion, len(self.numbers))
        self.companions = len(self.numbers)
        for forms in self._in_atoms():
            self.numbers.setdefault(forms, len(self.numbers))

    def _in_atoms(self) -> Iterable[Forms]:
        return (atom[1] for pattern in self.patterns for atom in pattern.record[9] if isinstance(atom[1], frozenset))

    def sections(self) -> list[bytes]:
        """Hash table and pool of words, anchors of the sets, the patterns."""
        anchors = self._anchors()
        return [*hash_table(self.numbers), *anchors, *indexed(map(self._record, self.patterns)), *self._needs()]

    def _anchors(self) -> list[bytes]:
        """By word set: where its patterns start; the patterns, their companions, their owners; whether it has any."""
        rows: dict[int, list[tuple[int, int, int]]] = {}
        for place, pattern in enumerate(self.patterns):
            reach = pattern.reach if pattern.reach >= 0 else -pattern.reach << SIDE_SHIFT
            companion = self.numbers[pattern.companion] | reach << REACH_SHIFT
            rows.setdefault(self.numbers[pattern.anchor], []).append((place, companion, pattern.owner))
        index, columns = array("I", [0]), (array("I"), array("I"), array("I"))
        for number in range(len(self.numbers)):
            for row in rows.get(number, ()):
                for column, value in zip(columns, row, strict=True):
                    column.append(value)
            index.append(len(columns[0]))
        anchored = bytes(number in rows for number in range(len(self.numbers)))
        return [index.tobytes(), *(column.tobytes() for column in columns), anchored]

    def _needs(self) -> list[bytes]:
        """By pattern: where its needs start; pairs of a word set and how far behind (in front from ``FRONT`` down)."""
        index, pairs = array("I", [0]), array("I")
        for pattern in self.patterns:
            for forms, reach in pattern.record[10]:
                pairs.extend((self.numbers[forms], FRONT + reach))
            index.append(len(pairs))
        return [index.tobytes(), pairs.tobytes()]

    def _record(self, pattern: Anchored) -> str:
        *head, atoms, _ = pattern.record
        numbered = [
            [kind, self.numbers[forms] if isinstance(forms, frozenset) else forms, *rest]
            for kind, forms, *rest in atoms
        ]
        return dump([*head, numbered])


def hash_table(sets: Mapping[Forms, int]) -> tuple[bytes, bytes]:
    """Slots that point into a pool of: length, form, number of sets, sets."""
    members: dict[bytes, list[int]] = {}
    for forms, number in sets.items():
        for form in forms:
            members.setdefault(form, []).append(number)
    size = _prime(len(members) * 8 // 5 + 7)
    slots, pool = array("I", bytes(4 * size)), bytearray(b"\0")
    for form in sorted(members):
        slot = int.from_bytes(form, "little") % size
        while slots[slot]:
            slot = (slot + 1) % size
        slots[slot] = len(pool)
        numbers = array("H", sorted(members[form]))
        pool += bytes([len(form)]) + form + len(numbers).to_bytes(2, "little") + numbers.tobytes()
    return slots.tobytes(), bytes(pool)


def _prime(least: int) -> int:
    while any(least % divisor == 0 for divisor in range(2, int(least**0.5) + 1)):
        least += 1
    return least


def indexed(records: Iterable[str]) -> list[bytes]:
    """Where each record starts, and the records."""
    index, blob = array("I", [0]), bytearray()
    for record in records:
        blob += record.encode()
        index.append(len(blob))
    return [index.tobytes(), bytes(blob)]


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
