"""The client's message, as a reply quotes it."""

from __future__ import annotations

from .chats import chat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Message

_FEWEST = 3
"""Words of a quote that say anything."""


def asked(message: Message) -> str:
    """The words a reply answers: the latest message quoted in it, older ones inside left out; may be empty."""
    lines = "\n".join(_quoted(message)).strip()
    return lines if len(lines.split()) >= _FEWEST else ""


def _quoted(message: Message) -> Iterator[str]:
    found = False
    for block in message.blocks:
        words = message.text[slice(*block.span)]
        if block.kind == "quote":
            found = True
            yield from filter(None, map(_unmarked, words.split("\n")))
        elif block.kind == "attribution" and found and not chat(words):
            # What an older message said was answered long ago.
            return


def _unmarked(line: str) -> str:
    """A line without its mark; nothing if it is a quote inside the quote."""
    bare = line.lstrip()
    if not bare.startswith(">"):
        return bare
    bare = bare[1:].lstrip()
    return "" if bare.startswith(">") else bare
