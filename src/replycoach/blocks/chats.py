"""A pasted chat: lines that name a speaker and a time, and what was said."""

from __future__ import annotations

from .dates import has_date, has_time, is_date_word, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .kinds import Kinds


_DAYS = ("today", "yesterday", "сегодня", "вчера", "позавчера")


def mark(lines: Sequence[str], kinds: Kinds) -> None:
    """A pasted chat: the words below a speaker's line, up to a blank line; what follows may be the next message."""
    place = 0
    while place < len(lines):
        said = "" if kinds[place] else chat(lines[place])
        if not kinds[place] and _is_speaker(lines, place):
            kinds[place] = "attribution"
            place, said = place + 1, "name"
        if not said:
            place += 1
            continue
        kinds[place] = "attribution" if said == "name" else "quote"
        place += 1
        while said == "name" and place < len(lines) and lines[place].strip() and not kinds[place]:
            if chat(lines[place]):
                break
            kinds[place] = "quote"
            place += 1


def _is_speaker(lines: Sequence[str], place: int) -> bool:
    """A name with a time below it, as Slack, Upwork, Fiverr and VK copy."""
    words, below = lines[place].split(), "".join(lines[place + 1 : place + 2])
    if not 0 < len(words) < 5 or words[-1][-1] in ".,:;!?" or not is_stamp(below):
        return False
    # A bare time can be a plan's: «Зал Б, 10:15»; two capitals are a person.
    dated = len(below.split()) > 1
    return dated or (len(words) > 1 and all(word[0].isupper() and len(word) > 1 for word in words))


def chat(line: str) -> str:
    """``name`` for a line that names a speaker and a time, ``message`` if the words follow on it, or nothing.

    Telegram: «Анна Ли, [21.11.2026 10:15]»; WhatsApp: «[21.11.2026, 10:15] Анна: …» or «21.11.2026, 10:15 - Анна: …».
    """
    line = line.replace("\u200e", "").replace("\u200f", "").replace("\u202f", " ").strip()
    opened, closed = line.find("["), line.find("]")
    if 0 <= opened < closed and has_time(line[opened:closed]):
        before, after = line[:opened].rstrip(" ,"), line[closed + 1 :].strip()
        if not after.strip(":"):
            return "name" if _is_name(before) else ""
        if not before and ":" not in after:
            return "name" if _is_name(after) else ""
        return "message" if not before and _is_name(after.partition(":")[0]) and ":" in after else ""
    stamp, dash, rest = line.partition(" - ")
    if dash and len(stamp) < 24 and has_date(stamp) and has_time(stamp) and _is_name(rest.partition(":")[0]):
        return "message"
    name, dash, stamp = line.partition(" — ")
    return "name" if dash and len(stamp) < 24 and has_time(stamp) and _is_name(name) and has_date(stamp) else ""


def is_stamp(line: str) -> bool:
    """A time, maybe with its day, and nothing else: «21.11.2026 10:15», "5:44 PM"."""
    words = tokens(line)
    return has_time(line) and all(not word[0].isalpha() or word in _DAYS or is_date_word(word) for word in words)


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 0 < len(parts) < 5 or len(words) > 50 or is_date_word(parts[0].lower().strip(",.")):
        return False
    ended = words[-1] in "!?" or (words[-1] == "." and len(parts[-1]) > 3)
    return not ended and (words[0].isupper() or words[0] in "+@~")
