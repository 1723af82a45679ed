"""A ``Playbook`` to the blob an ``Automaton`` reads: names resolved, lemmas and classes expanded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from . import alphabet, endings, morphology
from .automaton import ANTI, CUE, END, FLAG, MATCH, code, pack
from .errors import PlaybookError, PlaybookErrors
from .fields import nearest
from .lexicon import LONGEST_WORD
from .model import SEVERITIES
from .packing import Anchored, WordSets, anchor, dump, hash_table, indexed
from .pattern import Atom, Pattern, parse
from .playbook import Cue, FactRow, Mask, Playbook
from .rewrites import template
from .rule import LANGS, Condition, Entry, Rule
from .verdict import parse_hold
from .weights import weigher

OP_WORDS, OP_MARK, OP_CLASS, OP_REGEX = range(4)
_OPS = {"words": OP_WORDS, "mark": OP_MARK, "class": OP_CLASS, "regex": OP_REGEX}
_CLASS_DEPTH = 4


def compile_playbook(playbook: Playbook, key: bytes) -> bytes:
    """Raises ``PlaybookError`` naming the file and line at fault."""
    return _Compiler(playbook).blob(key)


class _Compiler:
    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.rules = [rule for rule in playbook.rules.values() if rule.kind != "off"]
        self.numbers = {rule.id: number for number, rule in enumerate(self.rules)}
        self.patterns: list[Anchored] = []
        self.grammar: dict[str, int] = {}
        self.classes: dict[tuple[str, tuple[str, ...], str], frozenset[bytes]] = {}
        self.texts: list[str] = []
        self.weigh = weigher(_examples(self.rules))
        self.forms = {lang: _form_names(playbook, lang) for lang in LANGS}
        self.errors: list[PlaybookError] = []

    def blob(self, key: bytes) -> bytes:
        parse_hold(self.playbook.hold)
        _check_names(self.playbook, self.rules)
        rules = [self._rule(number, rule) for number, rule in enumerate(self.rules)]
        masks = [self._mask(number, name) for number, name in enumerate(self.playbook.masks)]
        if self.errors:
            raise PlaybookErrors(self.errors)
        words = WordSets(self.patterns)
        meta = {
            "hold": self.playbook.hold,
            "heat": list(self.playbook.heat),
            "facts": [self._fact(row) for row in self.playbook.facts],
            "rules": rules,
            "masks": masks,
            "companions": words.companions,
            "forms": self.playbook.forms,
        }
        grammar = {_ending_forms(name): number for name, number in self.grammar.items()}
        meta["ending"] = max((len(ending) for endings in grammar for ending in endings), default=0)
        return pack(key, [dump(meta).encode(), *words.sections(), *indexed(self.texts), *hash_table(grammar)])

    def _rule(self, number: int, rule: Rule) -> list[Any]:
        for lang_number, lang in enumerate(LANGS):
            page = rule.pages.get(lang)
            if page is None:
                self.texts.append("")
                continue
            overrides: list[Any] = []
            for entry in page.patterns:
                self._entry(rule, number, MATCH, lang_number, entry, overrides)
            for entry in page.anti:
                self._entry(rule, number, ANTI, lang_number, entry, [])
            self.texts.append(dump(self._texts(rule, lang, page, overrides)))
        return [
            rule.id,
            rule.kind,
            rule.category,
            SEVERITIES.index(rule.severity),
            [_condition(condition) for condition in rule.when],
            [[SEVERITIES.index(level), [_condition(each) for each in whens]] for level, whens in rule.raises],
            [[guard.fires, [self.numbers[name] for name in guard.detectors], guard.within] for guard in rule.guards],
            self._masks_on(rule),
            self._options(rule),
        ]

    def _texts(self, rule: Rule, lang: str, page: Any, overrides: list[Any]) -> Mapping[str, Any]:
        known = {"asked"} if rule.options.get("compare") == "answers" else {"mended"} if rule.kind == "rate" else set()
        try:
            texts = {
                "message": template(page.message, known),
                "why": page.why,
                "rewrite": template(page.rewrite, known | self.forms[lang]),
                "overrides": overrides,
            }
            if rule.strategies:
                texts["strategies"] = rule.strategies
            if page.edit is not None:
                texts["edit"] = template(page.edit, known | self.forms[lang])
            return texts
        except ValueError as error:
            raise PlaybookError(str(error), file=rule.file, line=1) from None

    def _masks_on(self, rule: Rule) -> list[int]:
        """Numbers of the masks that silence a rule; -1 is the quotation mask, which needs no cues."""
        default = {"quote": True} | {name: mask.default for name, mask in self.playbook.masks.items()}
        if rule.kind in ("detector", "rate"):
            default = dict.fromkeys(default, False) | {"quote": True}
        switched = default | {name: on for name, on in rule.masks.items() if name in default}
        order = list(self.playbook.masks)
        return [-1 if name == "quote" else order.index(name) for name, on in switched.items() if on]

    def _options(self, rule: Rule) -> Mapping[str, Any]:
        options = dict(rule.options)
        if rule.kind == "require":
            options["need"] = [self.numbers[name] for name in options["need"]]
            if options["near"]:
                options["near"] = [self.numbers[options["near"][0]], options["near"][1]]
        elif rule.kind == "pair" and "slots" in options:
            slots = options["slots"].items()
            options["slots"] = [[self.numbers[asked], [self.numbers[name] for name in names]] for asked, names in slots]
        elif rule.kind == "order":
            options = {key: self.numbers[name] for key, name in options.items()}
        elif rule.kind == "rate":
            levels = {
                name: {str(SEVERITIES.index(level)): least for level, least in thresholds.items()}
                for name, thresholds in options["measures"].items()
            }
            options["measures"] = {
                str(self.numbers[name[9:]]) if name.startswith("detector:") else name: levels[name] for name in levels
            }
        return options

    def _fact(self, row: FactRow) -> list[Any]:
        detectors = [-1 if name == "any" else self.numbers[name] for name in row.detectors]
        when = [_condition(condition) for condition in row.when]
        return [row.fact, row.value, row.place, detectors, when, dict(row.measures)]

    def _mask(self, number: int, name: str) -> list[Any]:
        mask = self.playbook.masks[name]
        for lang_number, lang in enumerate(LANGS):
            for role, cues in ((CUE, mask.cues[lang]), (END, mask.ends[lang])):
                for cue in cues:
                    self._cue(mask, cue, number, role, lang_number)
        return [name, mask.within, mask.crosses, mask.inside]

    def _entry(self, rule: Rule, number: int, role: int, lang_number: int, entry: Entry, overrides: list[Any]) -> None:
        override = -1
        severity = SEVERITIES.index(entry.severity) if entry.severity else -1
        try:
            pattern = parse(entry.source)
            if entry.message or entry.rewrite or entry.edit is not None:
                override = len(overrides)
                overrides.append(self._override(entry, pattern, LANGS[lang_number]))
            self._add(entry.line, pattern, number, role, lang_number, severity, override)
        except ValueError as error:
            cause = f"pattern `{entry.source}`: {error}"
            self.errors.append(PlaybookError(cause, file=rule.file, line=entry.line))

    def _override(self, entry: Entry, pattern: Pattern, lang: str) -> list[Any]:
        names = {atom.name for atom in pattern.atoms if atom.name and not atom.optional}
        known = names | self.forms[lang]
        edit = [] if entry.edit is None else [template(entry.edit, known)]
        return [template(entry.message, names), template(entry.rewrite, known), *edit]

    def _cue(self, mask: Mask, cue: Cue, number: int, role: int, lang_number: int) -> None:
        try:
            self._add(cue.line, parse(cue.source), number, role, lang_number, -1, -1)
        except ValueError as error:
            self.errors.append(PlaybookError(f"pattern `{cue.source}`: {error}", file=mask.file, line=cue.line))

    def _add(
        self, line: int, pattern: Pattern, number: int, role: int, lang_number: int, severity: int, override: int
    ) -> None:
        """Raises ``ValueError`` with cause and remedy."""
        bodies = [self._body(atom, LANGS[lang_number]) for atom in pattern.atoms]
        atoms = [self._atom(atom, body) for atom, body in zip(pattern.atoms, bodies, strict=True)]
        closing = [pattern.closing.words, pattern.closing.crosses] if pattern.ends else []
        record = [number, role, 0, lang_number, pattern.starts, closing, severity, override, line, atoms]
        owner = FLAG if role == MATCH and self.rules[number].kind != "detector" else code(role, number)
        self.patterns.append(anchor(pattern, bodies, owner, record, self.weigh))

    def _atom(self, atom: Atom, body: frozenset[bytes]) -> list[Any]:
        argument: Any = atom.value
        if atom.kind == "words":
            argument = body
        elif atom.kind == "mark":
            argument = alphabet.form(atom.value)[0]
        elif atom.kind == "class":
            argument = self.grammar.setdefault(atom.value, len(self.grammar))
        flags = atom.optional | atom.negated << 1
        return [_OPS[atom.kind], argument, flags, atom.gap.words, atom.gap.crosses, atom.name]

    def _body(self, atom: Atom, lang: str) -> frozenset[bytes]:
        if atom.kind == "class" and atom.value not in endings.names():
            shipped = " ".join(f"[{name}]" for name in endings.names())
            raise ValueError(f"[{atom.value}] cannot stand alone; write <lemma>[{atom.value}], or one of {shipped}")
        return self._forms(atom, lang, _CLASS_DEPTH)

    def _forms(self, atom: Atom, lang: str, depth: int) -> frozenset[bytes]:
        forms: set[bytes] = set()
        for choice in atom.alternatives:
            if choice.kind == "lemma":
                forms |= _inflected(choice.value, atom.grams)
            elif choice.kind == "class":
                forms |= self._class(choice.value, atom.grams, lang, depth)
            elif choice.kind == "shape":
                forms.add(b"#" + choice.value.encode())
            else:
                forms |= _spelt(choice.value)
        longest = max(forms, key=len, default=b"")
        if len(longest) > LONGEST_WORD:
            raise ValueError(f"holds a word of more than {LONGEST_WORD} letters; no such word is looked for")
        return frozenset(forms)

    def _class(self, name: str, grams: tuple[str, ...], lang: str, depth: int) -> frozenset[bytes]:
        known = self.classes.get((name, grams, lang))
        if known is not None:
            return known
        entry = self.playbook.words.get(name)
        body = entry.get(lang) if entry else None
        if not body:
            raise ValueError(f"no word class {{{name}}} in {lang}{nearest(name, self.playbook.words)}; see words.yaml")
        if not depth:
            raise ValueError(f"word class {{{name}}} goes round in a circle")
        forms: frozenset[bytes] = frozenset()
        for piece in body.split():
            inner = parse(piece.strip("|")).atoms[0]
            if inner.kind != "words":
                raise ValueError(f"word class {{{name}}} holds `{piece}`; a class holds words and <lemmas> only")
            own = grams if any(choice.kind != "form" for choice in inner.alternatives) else ()
            forms |= self._forms(Atom("words", inner.alternatives, inner.grams + own), lang, depth - 1)
        self.classes[name, grams, lang] = forms
        return forms


@cache
def _inflected(lemma: str, grams: tuple[str, ...]) -> frozenset[bytes]:
    return frozenset(map(alphabet.form, morphology.expand(lemma, grams)))


@cache
def _spelt(word: str) -> frozenset[bytes]:
    """A form, and for one like ``24/7`` the mark of the piece that text is split at first."""
    form = alphabet.form(word)
    if not form[:1].isdigit():
        return frozenset({form})
    first = form[: next((at for at, code in enumerate(form) if not 0x30 <= code <= 0x39), len(form))]
    return frozenset({form, first + b"#"} if first != form else {form})


def _ending_forms(name: str) -> frozenset[bytes]:
    return frozenset(alphabet.form(ending) for ending in endings.endings(name))


def _form_names(playbook: Playbook, lang: str) -> set[str]:
    names = {name for table in playbook.forms.get(lang, {}).values() for name in table}
    return names | {name[:1].upper() + name[1:] for name in names}


def _examples(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        for page in rule.pages.values():
            for example in (*page.bad, *page.good):
                yield example.draft


def _condition(condition: Condition) -> dict[str, list[Any]]:
    return {fact: [operator, list(values)] for fact, (operator, values) in condition.items()}


def _check_names(playbook: Playbook, rules: list[Rule]) -> None:
    """Every detector, mask and fact row names something that exists; detectors do not go round in a circle."""
    by_id = {rule.id: rule for rule in rules}
    detectors = {rule.id for rule in rules if rule.kind == "detector"}
    for rule in rules:
        _check_known(_named(rule), detectors, "detector", rule.file)
        _check_known(rule.masks, {*playbook.masks, "quote"}, "mask", rule.file)
        if rule.kind == "detector":
            _check_circle(rule, by_id, ())
    for row in playbook.facts:
        _check_known(row.detectors, {*detectors, "any"}, "detector", str(playbook.folder / "playbook.yaml"), row.line)


def _check_known(names: Iterable[str], known: set[str], what: str, file: str, line: int = 1) -> None:
    for name in names:
        if name not in known:
            raise PlaybookError(f"no {what} `{name}`{nearest(name, known)}", file=file, line=line)


def _check_circle(rule: Rule, rules: Mapping[str, Rule], path: tuple[str, ...]) -> None:
    if rule.id in path:
        raise PlaybookError(f"detectors name each other in a circle: {' → '.join(path)}", file=rule.file, line=1)
    for guard in rule.guards:
        for name in guard.detectors:
            if name in rules:
                _check_circle(rules[name], rules, (*path, rule.id))


def _named(rule: Rule) -> list[str]:
    """Every detector a rule refers to."""
    named = [name for guard in rule.guards for name in guard.detectors]
    if rule.kind == "require":
        named += rule.options["need"] + rule.options["near"][:1]
    elif rule.kind == "pair":
        named += [name for asked, answers in rule.options.get("slots", {}).items() for name in (asked, *answers)]
    elif rule.kind == "order":
        named += rule.options.values()
    elif rule.kind == "rate":
        named += [name[9:] for name in rule.options["measures"] if name.startswith("detector:")]
    return named
