"""What a run goes by, and where each value comes from.

Sources, the strongest first: options of the command line; ``REPLYCOACH_LANG``; the project's ``.replycoach.yaml``
(``paths.project_settings`` says which); the user's ``config.yaml``; the locale; defaults. Of a single value the
strongest source counts. Folders of rules add up, the strongest laid over the others last. What is said of a rule,
in ``ignore`` or in ``levels``, the strongest source says. Only where there is a file is a reader of YAML imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from . import paths
from .errors import ReplyCoachError, SettingsError
from .terminal import LANGUAGE, language

NAMED = ("playbooks", "ignore", "levels")
MAIL = ("cooldown", "on-error", "transport")
"""What only mail on its way asks for (gate.py)."""
KEYS = ("lang", "ui-lang", "format", "hold-on", "fault", "contract", *NAMED, *MAIL)
_BOOLEANS = {"yes": True, "no": False}


class Origin(NamedTuple):
    """An option, a variable, ``locale``, ``default`` or, with a line, a file."""

    source: str
    line: int = 0

    def __str__(self) -> str:
        return f"{_shown(self.source)}:{self.line}" if self.line else self.source


DEFAULT = Origin("default")


class Entry(NamedTuple):
    """One value; ``name`` is the folder or the rule it is about, the value of ``ignore`` is the reason."""

    key: str
    name: str
    value: str
    origin: Origin


class Settings(NamedTuple):
    """None means that nobody settled it. ``entries`` are what is in force, with where it comes from."""

    lang: str | None
    ui_lang: str | None
    format: str
    hold_on: str | None
    fault: str | None
    contract: bool | None
    playbooks: tuple[str, ...]
    ignore: Mapping[str, str]
    """Rule to reason."""
    levels: Mapping[str, str]
    entries: tuple[Entry, ...]

    def mail(self) -> dict[str, str]:
        """The settings of mail on its way that somebody settled."""
        return {entry.key: entry.value for entry in self.entries if entry.key in MAIL}

    def options(self) -> dict[str, Any]:
        """What ``replycoach.check`` takes of it; the language of explanations is the caller's affair."""
        return {
            "lang": self.lang,
            "hold_on": self.hold_on,
            "facts": {"fault": self.fault, "contract": self.contract},
            "ignore": tuple(self.ignore),
            "levels": self.levels,
            "playbooks": self.playbooks,
        }


def files(only: str | None = None, none: bool = False) -> list[str]:
    """The files to read, the strongest last: those there are, one alone, or none."""
    if only is not None and none:
        raise ReplyCoachError("--config and --no-config exclude each other; keep one")
    return [] if none else paths.settings() if only is None else [only]


def gather(
    options: Mapping[str, Any] | None = None,
    sources: Sequence[str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """Settings from options (by the keys of a file), from files and from the environment.

    ``sources`` are files, the strongest last; those there are if None. Raises ``SettingsError``.
    """
    found = [Entry("format", "", "text", DEFAULT)]
    found += [Entry("ui-lang", "", spoken, Origin("locale")) for spoken in [language(environ)] if spoken]
    for path in paths.settings() if sources is None else sources:
        found += _read(path)
    if environ.get(LANGUAGE):
        found.append(Entry("ui-lang", "", language(environ) or "", Origin(LANGUAGE)))
    return _settings(_strongest([*found, *_options(options or {})]))


def expect_rules(settings: Settings, known: Sequence[str]) -> None:
    """Refuses what is said of a rule that is not among the known."""
    from .coach import no_rule

    for entry in settings.entries:
        if entry.key in ("ignore", "levels") and entry.name not in known:
            where = f"{entry.origin}: " if entry.origin.line else ""
            raise SettingsError(where + no_rule(entry.name, known))


def _read(path: str) -> Iterator[Entry]:
    from .settingsfile import read

    place = os.path.abspath(path)
    for key, name, value, line in read(path, _shown(place)):
        if key in MAIL and os.path.basename(place) == paths.PROJECT:
            # Else whoever hands you a folder chooses the program that gets your mail.
            where = Origin(place, line)
            raise SettingsError(f"{where}: `{key}` stands only in your own {paths.user_settings()}; move it there")
        yield Entry(key, name, value, Origin(place, line))


def _shown(place: str) -> str:
    """A file as people see it: short if it lies in the working folder."""
    folder, name = os.path.split(place)
    try:
        return name if folder == os.getcwd() else place
    except OSError:
        return place


def _options(given: Mapping[str, Any]) -> Iterator[Entry]:
    for key, value in given.items():
        if isinstance(value, bool):
            yield Entry(key, "", "yes" if value else "no", Origin(f"--{key}" if value else f"--no-{key}"))
        elif isinstance(value, str):
            yield Entry(key, "", value, Origin(f"--{key}"))
        elif key == "playbooks":
            yield from (Entry(key, os.path.abspath(folder), "", Origin("--playbook")) for folder in value or ())
        else:
            yield from (Entry(key, rule, value[rule], Origin(f"--{key}")) for rule in value or ())


def _strongest(entries: Iterable[Entry]) -> list[Entry]:
    """Of entries about the same thing the last; folders that are used anyway are left out."""
    kept = {_subject(entry): entry for entry in entries}
    for folder in paths.playbooks():
        kept.pop(("playbooks", _real(folder)), None)
    return list(kept.values())


def _subject(entry: Entry) -> tuple[str, str]:
    if entry.key == "playbooks":
        return entry.key, _real(entry.name)
    return ("rule", entry.name) if entry.key in ("ignore", "levels") else (entry.key, "")


def _real(folder: str) -> str:
    return os.path.normcase(os.path.realpath(folder))


def _settings(entries: Sequence[Entry]) -> Settings:
    single = {entry.key: entry.value for entry in entries if not entry.name}
    named = {key: {entry.name: entry.value for entry in entries if entry.key == key} for key in NAMED}
    return Settings(
        lang=single.get("lang"),
        ui_lang=single.get("ui-lang") or None,
        format=single["format"],
        hold_on=single.get("hold-on"),
        fault=single.get("fault"),
        contract=_BOOLEANS.get(single.get("contract", "")),
        playbooks=tuple(named["playbooks"]),
        ignore=named["ignore"],
        levels=named["levels"],
        entries=tuple(entries),
    )
