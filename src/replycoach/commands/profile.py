"""``replycoach profile``: the sender of letters: a file to start from, what is in it, what it lacks."""

from __future__ import annotations

import json
import os
from pathlib import Path

from .. import paths
from ..errors import LetterError
from ..letters import profile
from ..output import ERROR, SEND, complain, write
from ..terminal import harmless, language

SCHEMA = 1
_WORDS = {
    "ru": {
        "made": "{path} создан: впишите своё имя и реквизиты.\nЧто ещё нужно: replycoach profile check\n",
        "fine": "{path}: всё на месте.\n",
    },
    "en": {
        "made": "{path} is there now: put your name and details in.\nWhat it still lacks: replycoach profile check\n",
        "fine": "{path}: all is there.\n",
    },
}


def init(name: str, kind: str, lang: str | None) -> int:
    """A file for the user alone: a signature in it is as good as one on paper."""
    spoken = lang or language(os.environ) or "en"
    content = Path(paths.bundled("templates"), "profile", f"{spoken}.yaml").read_text(encoding="utf-8")
    target = profile.place(name)
    try:
        os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
        with open(
            os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n"
        ) as file:
            file.write(content.replace("kind: company", f"kind: {kind}", 1))
    except FileExistsError:
        raise LetterError(f"{target} exists already; edit it, or name another: --profile NAME") from None
    except OSError as error:
        raise LetterError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from None
    write(_WORDS[spoken]["made"].format(path=harmless(target)))
    return SEND


def show(name: str, as_json: bool) -> int:
    """Every key that is filled in."""
    own = _own(name)
    filled = {key: getattr(own, key) for key in profile.KEYS if getattr(own, key)}
    if as_json:
        write(json.dumps({"schema": SCHEMA, "file": profile.place(name), "profile": filled}, indent=1) + "\n")
    else:
        width = max(map(len, filled))
        write("".join(f"{key:<{width}}  {harmless(value)}\n" for key, value in filled.items()))
    return SEND


def check(name: str) -> int:
    """Exit code 0 if a letter can be signed with it, else 2 and a line for each thing."""
    own, place = _own(name), profile.place(name)
    found = list(profile.problems(own))
    for line in found:
        complain(f"{place}: {line}")
    if not found:
        write(_WORDS[language(os.environ) or "en"]["fine"].format(path=harmless(place)))
    return ERROR if found else SEND


def _own(name: str) -> profile.Profile:
    own = profile.own(name)
    if own is None:
        raise LetterError("no profile yet; `replycoach profile init` starts one")
    return own
