"""``from replycoach import rewrite``: a draft written anew, with the arguments of ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from . import rewrite as writing
from .rewrite import Rewrite


def rewrite(
    draft: str | bytes,
    *,
    incoming: str | bytes | None = None,
    facts: Mapping[str, object] | None = None,
    lang: str | None = None,
    reader: str | None = None,
    hold_on: str | None = None,
    ignore: Iterable[str] = (),
    levels: Mapping[str, str] | None = None,
    playbooks: Sequence[str] = (),
) -> Rewrite:
    """Write a draft anew: good sentences stay, those that hurt are replaced, what is missing is put in.

    The arguments are those of ``check``, and so are the errors. ``.text`` is the new draft, ``.changed`` says whether
    it is another one, ``.report`` is about the draft as it was, ``.left`` are the findings above a suggestion that no
    rewriting has mended. Nothing is invented: what only the writer knows stands as ``‹date›``. A draft in which nothing
    is above a suggestion comes back as it is, and so does one in a third language.
    """
    return writing.rewrite(
        draft,
        incoming=incoming,
        facts=facts,
        lang=lang,
        reader=reader,
        hold_on=hold_on,
        ignore=tuple(ignore),
        levels=levels,
        playbooks=playbooks,
    )
