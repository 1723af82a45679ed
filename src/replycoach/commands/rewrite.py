"""``replycoach rewrite``: a better draft, printed, as a patch or in the file. Exit 0 done, 1 something is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from ..coach import rules
from ..errors import DraftError
from ..output import HOLD, SEND
from ..rewriting.draftfile import read_file
from ..rewriting.rewrite import rewrite
from ..settings import Settings, expect_rules
from ..terminal import style
from .check import incoming_of, known, read_draft
from .placing import put, tell


def run(name: str, settings: Settings, way: str, *, to: str | None = None, interactive: bool = False) -> int:
    """``way`` is ``stdout``, ``diff`` or ``in-place``."""
    look = style(sys.stdout, os.environ, settings.ui_lang)
    if settings.ignore or settings.levels:
        expect_rules(settings, rules(settings.playbooks))
    given = {**settings.options(), "reader": look.reader}
    if to is not None:
        given["incoming"] = incoming_of(to, [name])
    try:
        if interactive:
            from .stepwise import run as ask

            return ask(name, given, way)
        return _written(name, given, way, look.colour)
    except DraftError as error:
        raise DraftError(f"{'the draft' if name == '-' else name or '``'} {error}") from None


def _written(name: str, given: Mapping[str, Any], way: str, colour: bool) -> int:
    raw = read_draft(name)
    done = rewrite(raw, **given)
    report = known(done.report)
    lang = given["reader"] or report.lang
    put(name, read_file(raw, report.message), done.text, way, lang, colour)
    tell(done.text, done.left, lang)
    return HOLD if done.left else SEND
