"""Which language a draft is in: Russian, English, or one there are no rules for. In doubt it is ours."""

from __future__ import annotations

from . import alphabet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .document import Document

_SAMPLE, _FEWEST = 400, 12
_SCRIPT = bytes(
    0x43 if code >= 0xE0 else 0x4C if 0x61 <= code <= 0x7A else 0x46 if code == alphabet.FOREIGN else 0x20
    for code in range(256)
)
_FREQUENT = {
    "ru": "и в не на что я с вы это как по за но вас мы для у из от так вам все если мне до нас же бы то уже к о а",
    "en": "the to and a i you of is it in for that not we on this be are have with my your me will can do so if or at"
    " as was but am what they just don please thanks hi hello it's i'm no yes all our there get know sorry up",
    "German": "der die das und ist nicht ich sie wir mit fur auf ein eine es zu den dem von haben ihnen ihre wird auch",
    "French": "le la les des et est pas vous nous je une un pour dans que qui votre avec sur ce au du merci bonjour",
    "Spanish": "el la los las y es no que de en un una por con para su nos se lo gracias hola usted del al esta",
    "Italian": "il la che di e non per un una con sono si del della mi ci vi grazie questo anche",
    "Portuguese": "o os as e nao que de em um uma por com para seu se obrigado voce do da",
    "Polish": "i w nie na jest to sie z do prosze dzien dobry jak ze za pan pani",
    "Dutch": "de het een en is niet ik wij u met voor op van dat te zijn aan bedankt",
    "Ukrainian": "не на що я з ви це як та але ми для від так вам все якщо до ще вже або його буде дуже",
    "Bulgarian": "на че аз вие това ние така ви ако се ще са съм беше този които може",
}
_WORDS = {lang: frozenset(map(alphabet.form, words.split())) for lang, words in _FREQUENT.items()}


def detect(document: Document) -> str:
    """``ru``, ``en``, or the English name of another language (``another language`` if not known)."""
    script = document.folded.translate(_SCRIPT)
    cyrillic, latin, foreign = script.count(b"C"), script.count(b"L"), script.count(b"F")
    if foreign > cyrillic + latin:
        return "another language"
    own = "ru" if cyrillic > latin else "en"
    words = document.words[: 12 * _SAMPLE].split()[:_SAMPLE]
    # Ukrainian, Belarusian, Kazakh: Cyrillic with letters Russian has not.
    if foreign > len(words) or (own == "ru" and len(words) > 5 and foreign > 0.03 * cyrillic):
        return "another language"
    if len(words) < _FEWEST:
        return own
    hits = {lang: [word for word in words if word in frequent] for lang, frequent in _WORDS.items()}
    likely = max(hits, key=lambda lang: (len(hits[lang]), lang == own))
    few = len(set(hits[likely])) < 4 or len(hits[likely]) < 0.15 * len(words)
    return own if few or len(hits[likely]) < 2 * len(hits[own]) else likely
