"""``check`` as the settings have it: where there is a settings file, or an option."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from ..coach import rules
from ..settings import Settings, expect_rules, gather
from .check import run


def check(names: Sequence[str], settings: Settings | None = None, **how: Any) -> int:
    """Exit code of ``check``; ``how`` goes to ``commands.check.run``. Settings are those of files if None."""
    settings = settings or gather()
    if settings.ignore or settings.levels:
        expect_rules(settings, rules(settings.playbooks))
    render = import_module(f"..formats.{settings.format}", __package__).render
    return run(names, render, ui_lang=settings.ui_lang, **settings.options(), **how)
