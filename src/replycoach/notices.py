"""What a writer is told when a mail did not go: a first line of plain ASCII that every mail program can show, then the
reasons and the way on, in the draft's language."""

from __future__ import annotations

import os
import sys
import time

from . import journal
from .formats import text
from .model import Message, Report
from .terminal import Style, harmless, style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .claims import Claimed
    from .envelope import Envelope
    from .gate import Decision

NARROW = 70
_WORDS = {
    "ru": {
        "hold": "Письмо не отправлено, черновик остался у вас. Исправьте его и отправьте снова.\n"
        "Отправить как есть: replycoach hook allow last, затем снова «Отправить».",
        "cooling": "Текст можно отправлять, но {why}: перечитайте его в {time} и отправьте снова — письмо уйдёт.\n"
        "Исправите и уберёте замечания — уйдёт сразу. Не ждать: replycoach hook allow last, затем снова «Отправить».",
        "upset": "клиент очень расстроен",
        "heat": "написано сгоряча",
        "error": "Проверить письмо не удалось: {cause}.\n"
        "Оно не отправлено, черновик у вас. Отправить без проверки: REPLYCOACH_SKIP=1 или replycoach hook allow last.\n"
        "Чтобы сбой проверки не задерживал почту, впишите в настройки on-error: pass.",
        "unsure": "В {time} отправка этого самого письма оборвалась: возможно, оно ушло. Спросите получателя или\n"
        "посмотрите в «Отправленных». Не ушло — replycoach hook allow last, затем снова «Отправить».",
        "sent": "В {time} это самое письмо уже ушло, поэтому второй раз не отправлено.\n"
        "Нужно ещё раз — replycoach hook allow last, затем снова «Отправить».",
        "now": "Это самое письмо отправляется прямо сейчас, другим окном. Подождите, чем кончится.",
        "killed": "Программа отправки {program} убита сигналом {signal}: возможно, письмо ушло. Прежде чем отправлять\n"
        "снова, спросите получателя.",
        "unread": "Программа {program} письма не прочла, хотя ответила, что всё хорошо: AppArmor или SELinux не\n"
        "пускает её к копии. Возможно, ушло пустое письмо. Что вписать в её профиль, скажет replycoach hook doctor.",
        "copy": "Копия: {path}",
    },
    "en": {
        "hold": "The mail was not sent, your draft is where it was. Mend it and send again.\n"
        "To send it as it is: replycoach hook allow last, then send again.",
        "cooling": "The text is good to send, but {why}: read it once more at {time} and send again; it will go.\n"
        "Mended, with nothing left to flag, it goes at once. Not to wait: replycoach hook allow last, then send again.",
        "upset": "the client is very upset",
        "heat": "it was written in anger",
        "error": "The mail could not be checked: {cause}.\n"
        "It was not sent, your draft is where it was. To send unchecked: REPLYCOACH_SKIP=1, or replycoach hook\n"
        "allow last. So that a failing check never stops mail, set on-error: pass in your settings.",
        "unsure": "At {time} sending this very mail broke off: it may have left. Ask the recipient or look into Sent.\n"
        "If it has not: replycoach hook allow last, then send again.",
        "sent": "At {time} this very mail went out, so it was not sent twice.\n"
        "To send it once more: replycoach hook allow last, then send again.",
        "now": "This very mail is being sent right now, by another window. Wait and see how that ends.",
        "killed": "The transport {program} was killed by signal {signal}: the mail may have left. Ask the recipient\n"
        "before you send again.",
        "unread": "The transport {program} said all is well, yet read nothing of the mail: AppArmor or SELinux keeps\n"
        "it from the copy. An empty mail may have left. replycoach hook doctor tells what its profile lacks.",
        "copy": "Copy: {path}",
    },
}


def refusal(decision: Decision, lang: str, path: str = "") -> str:
    """Reasons for a mail that must not go, or not yet, or could not be checked."""
    words = _WORDS[lang]
    lines = [f"replycoach: {summary(decision)}"]
    if decision.report and decision.kind == journal.HOLD:
        lines += ["", advice(decision.report, look(lang)).rstrip(), ""]
    lines.append(_way_on(decision, words))
    if path:
        lines.append(words["copy"].format(path=harmless(path)))
    return "\n".join(lines) + "\n"


def summary(decision: Decision) -> str:
    """One line of ASCII, 70 characters with the program's name in front."""
    if decision.kind == journal.COOLING:
        return f"not sent yet: send again after {clock(decision.due)}"
    if decision.report is None:
        cause = harmless(decision.cause).encode("ascii", "replace").decode()
        return f"not sent, could not check: {cause}"[: NARROW - len("replycoach: ")]
    rules = rules_of(decision.report)
    more = f" (+{len(rules) - 1})" if len(rules) > 1 else ""
    return f"not sent: {rules[0] if rules else 'hold'}{more}; replycoach hook why"


def rules_of(report: Report) -> list[str]:
    """The rules that speak, the gravest first."""
    order = {"error": 0, "warning": 1}
    grave = [each for each in report.findings if each.severity in order]
    return list(dict.fromkeys(each.rule for each in sorted(grave, key=lambda each: order[each.severity])))


def advice(report: Report, look: Style) -> str:
    """The report as ``check`` prints it, lines counted from the top of the text, as an editor does."""
    message = report.message
    bare = Message(message.text, (message.blocks, message.doubts), message.plain)
    fields = {name: getattr(report, name) for name in Report.__slots__}
    return text.render([("-", Report(**{**fields, "message": bare}))], look)


def _way_on(decision: Decision, words: dict[str, str]) -> str:
    if decision.kind == journal.ERROR:
        return words["error"].format(cause=harmless(decision.cause))
    if decision.kind == journal.COOLING:
        assert decision.report is not None
        why = words["heat" if decision.report.heat else "upset"]
        return words["cooling"].format(time=clock(decision.due), why=why)
    return words["hold"]


def claimed(found: Claimed, lang: str) -> str:
    """For a mail another attempt has, or had."""
    first = {"now": "not sent: it is being sent right now", "sent": "not sent twice: already handed over"}
    line = first.get(found.state, "not sent: an earlier attempt may have sent it")
    return f"replycoach: {line}\n{_WORDS[lang][found.state].format(time=clock(found.since))}\n"


def killed(program: str, number: int, lang: str, path: str) -> str:
    words = _WORDS[lang]
    text = words["killed"].format(program=harmless(program), signal=number)
    return f"replycoach: transport killed by signal {number}\n{text}\n{words['copy'].format(path=harmless(path))}\n"


def unread(program: str, lang: str, path: str) -> str:
    words = _WORDS[lang]
    text = f"{words['unread'].format(program=harmless(program))}\n{words['copy'].format(path=harmless(path))}"
    return f"replycoach: not sent: the transport did not read it\n{text}\n"


def language(envelope: Envelope | None, report: Report | None, reader: str | None) -> str:
    """The reader's if settled, else the draft's."""
    if reader or (report and report.lang in _WORDS):
        return reader or (report.lang if report else "en")
    message = envelope.message if envelope else None
    return "ru" if message and any("а" <= letter <= "я" for letter in message.text[:2000].lower()) else "en"


def clock(moment: float) -> str:
    """Hours and minutes, with the day if it is not today."""
    there, today = time.localtime(moment), time.localtime()
    return time.strftime("%H:%M" if there[:3] == today[:3] else "%Y-%m-%d %H:%M", there)


def look(lang: str) -> Style:
    """How to write to standard error, if there is one."""
    return style(sys.stderr, os.environ, lang) if sys.stderr else Style(lang)


def say(words: str) -> None:
    """To standard error, whatever has become of it."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    rest = words.encode(encoding, "replace")
    try:
        while rest:
            rest = rest[os.write(2, rest) :]
    except OSError:
        return
