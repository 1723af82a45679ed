"""A folder of YAML to a ``Playbook``: the nouns of the playbook language, and overlays of one on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .errors import PlaybookError
from .fields import Fields, nearest
from .rule import LANGS, MEASURES, Condition, Overlay, Rule
from .rulefile import read_condition, read_overlay, read_rule
from .yamlfile import Text, load

ENGINE = 1
"""The version of the playbook language this engine speaks."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A token pattern of a mask, with its line for errors."""

    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Mask:
    """Words after which a match is silent. ``question`` has cues that lift it instead."""

    name: str
    file: str
    default: bool
    within: int
    crosses: bool
    inside: bool
    cues: Mapping[str, tuple[Cue, ...]]
    ends: Mapping[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class FactRow:
    """``fact`` has ``value`` if one of ``detectors`` (or ``any`` text) is found in ``place``, draft or incoming, or one
    of ``measures`` reaches its number there, and ``when`` holds of the facts known so far."""

    fact: str
    value: str
    place: str
    detectors: tuple[str, ...]
    measures: Mapping[str, int]
    when: tuple[Condition, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Playbook:
    """``words`` maps a class name to its body a language; rules keep the order of their names."""

    folder: Path
    title: Mapping[str, str] = field(default_factory=dict)
    hold: str = ""
    heat: tuple[str, ...] = ()
    principles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: tuple[FactRow, ...] = ()
    masks: Mapping[str, Mask] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()


def files(folder: Path) -> list[Path]:
    """Every file a playbook is read from, in a fixed order."""
    found = sorted(folder.glob("*.yaml")) + sorted(folder.glob("detectors/*.yaml"))
    # An editor's lock and backup files are none of ours.
    return [path for path in found if not path.name.startswith(".")]


def read(folder: Path) -> Playbook:
    """Raises ``PlaybookError``; examples are not run here."""
    if folder.is_file():
        return _with_rules(Playbook(folder.parent), [folder])
    if not folder.is_dir():
        raise PlaybookError("there is no such folder", file=str(folder))
    found = files(folder)
    if not found:
        raise PlaybookError("holds no rule: add `*.yaml`, or run `replycoach playbook new`", file=str(folder))
    playbook = Playbook(folder)
    head, words = folder / "playbook.yaml", folder / "words.yaml"
    if head in found:
        playbook = _read_head(playbook, head)
    if words in found:
        playbook = replace(playbook, words=_read_words(words))
    return _with_rules(playbook, [path for path in found if path not in (head, words)])


def read_one(folder: Path, name: str) -> Playbook:
    """The head of a playbook and one rule of it."""
    head, rule = folder / "playbook.yaml", folder / f"{name}.yaml"
    if rule in (head, folder / "words.yaml"):
        return read(folder)
    return _with_rules(_read_head(Playbook(folder), head), [rule])


def overlay(base: Playbook, own: Playbook) -> Playbook:
    """``base`` with the rules of ``own`` added, and its overlays laid over the shipped rules."""
    rules = dict(base.rules)
    for rule in own.rules.values():
        if rule.id in rules:
            raise PlaybookError(f"rule `{rule.id}` exists already; write `extends: {rule.id}`", file=rule.file, line=1)
        rules[rule.id] = rule
    for change in own.overlays:
        if change.extends not in rules:
            raise PlaybookError(f"extends `{change.extends}`, which is no rule", file=change.file, line=change.line)
        rules[change.extends] = change.apply(rules[change.extends])
    return replace(
        base,
        hold=own.hold or base.hold,
        heat=own.heat or base.heat,
        masks={**base.masks, **own.masks},
        forms=own.forms or base.forms,
        words={**base.words, **own.words},
        facts=own.facts + base.facts,
        rules=dict(sorted(rules.items())),
    )


def _with_rules(playbook: Playbook, paths: list[Path]) -> Playbook:
    rules: dict[str, Rule] = {}
    overlays = []
    for path in paths:
        fields = Fields(load(path, _shown(path)), _shown(path))
        if "extends" in fields.node:
            overlays.append(read_overlay(fields))
            continue
        rule = read_rule(path.stem, fields, detector=path.parent.name == "detectors")
        if rule.id in rules:
            fields.refuse(f"a rule `{rule.id}` exists already; rename the file")
        rules[rule.id] = rule
    return replace(playbook, rules=dict(sorted(rules.items())), overlays=tuple(overlays))


def _shown(path: Path) -> str:
    """The name people see: short if the file lies below the working folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _read_words(path: Path) -> Mapping[str, Mapping[str, str]]:
    fields = Fields(load(path, _shown(path)), _shown(path))
    classes = {}
    for name in list(fields.node):
        entry = fields.map(name)
        if entry:
            classes[str(name)] = {lang: str(entry.text(lang, "")) for lang in LANGS}
            entry.done()
    return classes


def _read_head(playbook: Playbook, path: Path) -> Playbook:
    fields = Fields(load(path, _shown(path)), _shown(path))
    engine = fields.number("engine", ENGINE)
    if engine > ENGINE:
        fields.refuse(f"needs playbook language {engine}, this is {ENGINE}; update replycoach", fields.line("engine"))
    read_head = replace(
        playbook,
        title=_both(fields.map("title")),
        hold=fields.text("hold", ""),
        heat=tuple(map(str, fields.texts("heat"))),
        principles=_principles(fields.map("principles")),
        facts=tuple(_fact_row(row) for row in fields.maps("facts")),
        masks=_masks(fields.map("masks")),
        forms=_forms(fields.map("forms")),
    )
    fields.done()
    return read_head


def _both(fields: Fields | None) -> Mapping[str, str]:
    if not fields:
        return {}
    texts = {lang: fields.text(lang) for lang in LANGS}
    fields.done()
    return texts


def _principles(fields: Fields | None) -> Mapping[str, Mapping[str, str]]:
    return {str(name): _both(fields.map(name)) for name in list(fields.node)} if fields else {}


def _fact_row(fields: Fields) -> FactRow:
    place = "incoming" if "incoming" in fields.node else "draft"
    detectors = tuple(map(str, fields.texts(place)))
    measures = _thresholds(fields.map("measures"))
    if not detectors and not measures:
        fields.refuse("a fact needs `draft:` or `incoming:` with a detector, or `any`")
    when = tuple(read_condition(entry) for entry in fields.maps("when"))
    row = FactRow(fields.text("fact"), fields.text("value"), place, detectors, measures, when, fields.node.line)
    fields.done()
    return row


def _thresholds(fields: Fields | None) -> Mapping[str, int]:
    if not fields:
        return {}
    found = {}
    for name in map(str, list(fields.node)):
        least = fields.text(name)
        if name not in MEASURES:
            fields.refuse(f"no measure `{name}`{nearest(name, MEASURES)}")
        if not least.isdecimal():
            fields.refuse(f"`{name}: {least}` is no number")
        found[name] = int(least)
    fields.done()
    return found


def _masks(fields: Fields | None) -> Mapping[str, Mask]:
    return {str(name): _mask(str(name), fields.map(name)) for name in list(fields.node)} if fields else {}


def _mask(name: str, fields: Fields | None) -> Mask:
    assert fields is not None
    cues: dict[str, tuple[Cue, ...]] = {}
    ends: dict[str, tuple[Cue, ...]] = {}
    for lang in LANGS:
        entry = fields.map(lang)
        cues[lang] = tuple(_cue(text) for text in entry.texts("cues")) if entry else ()
        ends[lang] = tuple(_cue(text) for text in entry.texts("ends")) if entry else ()
        if entry:
            entry.done()
    mask = Mask(
        name,
        fields.file,
        fields.choice("default", ("on", "off"), "on") == "on",
        fields.number("within", 4),
        fields.choice("comma", ("stops", "crosses"), "stops") == "crosses",
        fields.choice("inside", ("on", "off"), "off") == "on",
        cues,
        ends,
    )
    fields.done()
    return mask


def _forms(fields: Fields | None) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Language, then ``we`` or ``thou``, then a form and what it becomes."""
    if not fields:
        return {}
    found = {lang: _tables(entry) for lang in LANGS if (entry := fields.map(lang))}
    fields.done()
    return found


def _tables(fields: Fields) -> Mapping[str, Mapping[str, str]]:
    tables = {}
    for name in ("we", "thou"):
        entry = fields.map(name)
        tables[name] = {str(form): entry.text(form) for form in list(entry.node)} if entry else {}
    fields.done()
    return tables


def _cue(text: Text) -> Cue:
    return Cue(str(text), text.line)
