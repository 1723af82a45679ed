"""What the user settled about mail on its way; without a settings file, what goes without saying."""

from __future__ import annotations

import os

from . import paths
from .gate import LONGEST, Policy
from .terminal import LANGUAGE, language


def policy() -> Policy:
    """Raises ``SettingsError``. The locale does not settle the language: mail programs run in any."""
    if not paths.settings():
        return Policy(reader=language(os.environ) if os.environ.get(LANGUAGE) else None)
    import shlex

    from .coach import rules
    from .settings import expect_rules, gather

    settings = gather()
    if settings.ignore or settings.levels:
        expect_rules(settings, rules(settings.playbooks))
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
