"""What the user settled about mail on its way; without a settings file, what goes without saying."""

from __future__ import annotations

import os

from . import paths
from .errors import ReplyCoachError
from .gate import LONGEST, OutOfTime, Policy, compile_rules
from .terminal import LANGUAGE, language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def policy() -> Policy:
    """Raises ``SettingsError``. The locale does not settle the language: mail programs run in any."""
    if not paths.settings():
        return Policy(reader=language(os.environ) if os.environ.get(LANGUAGE) else None)
    import shlex

    from .settings import expect_rules, gather

    settings = gather()
    if settings.ignore or settings.levels:
        known = _known(settings.playbooks)
        if known:
            expect_rules(settings, known)
    mail = settings.mail()
    cooldown = mail.get("cooldown", str(LONGEST))
    spoken = [entry for entry in settings.entries if entry.key == "ui-lang" and entry.origin.source != "locale"]
    return Policy(
        longest=0 if cooldown == "off" else int(cooldown),
        pass_on_error=mail.get("on-error") == "pass",
        transport=tuple(shlex.split(mail.get("transport", ""))),
        reader=settings.ui_lang if spoken else None,
        options=settings.options(),
    )


def _known(playbooks: Sequence[str]) -> tuple[str, ...]:
    """The rules' names; none if there is a mistake in one, which is the check's to tell."""
    try:
        return compile_rules(playbooks)
    except OutOfTime as problem:
        raise ReplyCoachError(str(problem)) from None
