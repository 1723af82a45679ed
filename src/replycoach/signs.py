"""Whether a draft can hold anything but the writer's own words: a glance, so that a plain one costs nothing more.

Where ``is_plain`` says yes, ``blocks.part`` finds but own words and closings; the tests hold that.
"""

from __future__ import annotations

_MARKS = (">", "|", "[", "@", "`", "~", "·", "+", "--", "__", "==", "—\n", "–\n", " — ", "http", "www.")
_HEADERS = ("from:", "from*:", "от:", "от кого:", "отправитель:", "von:", "de:", "de :", "від:", "da:", "van:", "från:",
            "fra:", "od:", "expéditeur:", "expéditeur :")  # fmt: skip
_LINES = ("this line", "the line", "dashed line", "этой строк", "этой лини", "этой черт", "данной строк", "над линией",
          "выше линии", "цією лінією", "dieser linie")  # fmt: skip
OPENINGS = (
    "sent from", "sent via", "sent with", "sent using", "sent by", "get outlook for", "получить outlook",
    "скачать outlook", "скачайте outlook", "отправлено с", "отправлено из", "отправлено через", "отправлено при помощи",
    "отправлено от", "отправлено в", "написано с", "послано с", "надіслано з", "надіслано через", "надіслано від",
    "відправлено з", "gesendet von", "gesendet mit", "von meinem", "envoyé de", "envoyé depuis", "enviado desde",
    "enviado do", "inviato da", "verzonden vanaf", "wysłane z", "с мобильного устройства", "sent on the go", "typed on",
    "written on my", "набрано на", "yahoo mail:",
)  # fmt: skip
"""How the lines begin that mail programs put under a letter."""
EXCUSES = ("excuse", "typo", "brevity", "опечат", "краткост", "autocorrect", "автозамен", "entschuldig")
LEGAL = (
    "this email", "this e-mail", "this message", "the information", "the content", "confidential", "disclaimer",
    "please consider", "think before", "please think", "virus-free", "virus free", "notice:", "important notice",
    "important:", "if you are not", "if you have received", "это письмо", "это сообщение", "это электронное",
    "настоящее", "данное", "информация", "содержание", "конфиденциал", "внимание", "уведомление", "подумайте",
    "пожалуйста, подумайте", "перед печатью", "прежде чем", "берегите", "сообщение и", "без вирусов",
    "не содержит вирусов", "письмо и",
    "если вы получили", "если вы не", "the sender", "any views", "отказ от", "diese e-mail", "diese nachricht",
    "ce message", "privileged", "save paper", "проверено", "сохраните", "please don't print", "please do not print",
    "scanned", "checked by",
)  # fmt: skip
"""How the paragraphs of lawyers, printers and virus scanners begin."""
LABELS = ("тел", "моб", "факс", "tel", "phone", "mobile", "cell", "skype", "telegram", "whatsapp", "viber", "м:", "т:",
          "t:", "m:", "p:")  # fmt: skip
PHONES = ("8", "0", "(")
"""How a line with a telephone number begins, if not with a plus or a label."""
MAILINGS = (
    "unsubscribe", "manage preferences", "отписаться от", "отписаться", "настроить рассылку", "вы получили это письмо",
    "вы получили это сообщение", "you are receiving this", "you received this", "you're receiving this",
    "view in browser", "view this email", "открыть в браузере", "to unsubscribe",
)  # fmt: skip
"""How the lines of a mailing system begin."""
_EVER = (*OPENINGS, *MAILINGS, *LEGAL, *LABELS, *PHONES)
_MESSAGES = ("messag", "сообщени", "письм", "nachricht", "mensaje", "повідомл", "bericht", "appointment")
VERBS = ("wrote", "writes", "пишет", "писал", "пише", "schrieb", "écrit", "escrib", "escrev", "scritto", "schreef",
         "skrev", "kirjoitti")  # fmt: skip


def is_plain(text: str) -> bool:
    """``text`` has LF line ends."""
    lowered = text.lower()
    for signs in (_MARKS, _HEADERS, _LINES, EXCUSES):
        for sign in signs:
            if sign in lowered:
                return False
    return not any(map(_may_be_others, lowered.split("\n")))


def _may_be_others(line: str) -> bool:
    line = line.strip(" \t\u00a0*_<«\"'—–-(#")
    if line.startswith(_EVER) or not 3 < len(line) < 320:
        return line.startswith(_EVER)
    if line[-1] == ":":
        return any(char.isdecimal() for char in line) or any(sign in line for sign in (*VERBS, *_MESSAGES))
    if line[0].isdecimal() and " - " in line:
        return True
    return line.endswith(VERBS) or (len(line) < 32 and line[line.find(":") - 1].isdecimal() and ":" in line)
