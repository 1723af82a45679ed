"""What a pattern matches: the text with [[marks]] around what is found, nothing marked if nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import compiled, flag, found, marks

WORDS = [
    pytest.param("вы сломали", "Это [[вы сломали]] сайт.", id="words"),
    pytest.param("вы сломали", "ЭТО [[ВЫ Сломали]]!", id="case"),
    pytest.param("вы сломали", "Вы, сломали. Вы — сломали. Вы не сломали.", id="neighbours-only"),
    pytest.param("вы сломали", "Увы сломали, вы сломались.", id="whole-words"),
    pytest.param("вы сломали", "Вы. Сломали", id="not-across-sentences"),
    pytest.param("вы сломали", "Это [[вы   сломали]].", id="blanks"),
    pytest.param("вы|ты сломал|сломали", "[[Ты сломал]], а [[вы сломали]].", id="alternatives"),
    pytest.param("еще раз", "[[Ещё раз]] и [[ЕЩЕ раз]].", id="yo-in-text"),
    pytest.param("ещё раз", "[[Ещё раз]] и [[ЕЩЕ раз]].", id="yo-in-pattern"),
    pytest.param("из-за вас", "[[Из-за вас]], [[из‑за вас]], из за вас.", id="hyphens"),
    pytest.param("вы сломали", "Это «[[вы» сломали]], [[вы *сломали]]*.", id="quotes-are-transparent"),
    pytest.param("o'clock sharp", "Six [[o’clock sharp]], six [[o'clock sharp]].", id="apostrophes"),
    pytest.param("cafe is", "The [[café is]] closed.", id="accent"),
    pytest.param("вы сломали", "Это [[вы\u00a0сломали]].", id="no-break-space"),
    pytest.param("вы , что", "[[Вы, что]]? Вы что?", id="comma-as-atom"),
    pytest.param("вы ,? что", "[[Вы, что]]? [[Вы что]]?", id="optional-comma"),
    pytest.param("вы — ты", "[[Вы — ты]], [[вы – ты]], [[вы - ты]], вы-ты.", id="dash"),
    pytest.param("ну !", "[[Ну]]! Ну.", id="mark-is-not-in-the-span"),
    pytest.param("срочно ( сегодня", "[[Срочно (сегодня]]).", id="bracket"),
]

GAPS = [
    pytest.param("вы ~1 сломали", "[[Вы сломали]], [[вы опять сломали]], вы сами опять сломали.", id="up-to"),
    pytest.param("вы ~2 сломали", "Вы, кажется, сломали; вы: опять сломали.", id="never-across-a-comma"),
    pytest.param("вы ~,2 сломали", "[[Вы, кажется, сломали]]. Вы; да сломали.", id="may-cross-commas"),
    pytest.param("вы ~,2 сломали", "[[Вы — опять сломали]]. Вы? Сломали.", id="may-cross-dashes"),
    pytest.param("вы ~,0 сломали", "[[Вы, сломали]]. Вы, да, сломали.", id="crossing-without-words"),
    pytest.param("вы ~1 не ~1 сделали", "[[Вы так не быстро сделали]].", id="two-gaps"),
    pytest.param("вы ~2 сломали", "Вы знали, [[вы сломали]].", id="next-start"),
    pytest.param("сломали ~1 вы ~1 сами", "[[Сломали же вы же сами]].", id="backwards-from-the-anchor"),
]

ANCHORS = [
    pytest.param("^ вы", "[[Вы]] и вы. [[Вы]]!", id="start"),
    pytest.param("^ вы", "1. [[Вы]]\n- [[вы]]\n— [[вы]]\n«[[Вы]]", id="start-after-marks"),
    pytest.param("^ ~1 вы", "[[Вы]]. Да [[вы]]. Да нет вы. Да, вы.", id="near-the-start"),
    pytest.param("^ ~,1 вы", "Да, [[вы]]. Да; вы.", id="near-the-start-crossing"),
    pytest.param("сами $", "Вы сами и [[сами]]. И [[сами]]!", id="end"),
    pytest.param("сами ~1 $", "Вы [[сами]] уже. Сами так уже.", id="near-the-end"),
    pytest.param("сами $", "Вы «[[сами]]».", id="end-before-quote"),
    pytest.param("^ сами $", "[[Сами]]. Сами вы.", id="whole-sentence"),
]

FLAGS = [
    pytest.param("вы не? сломали", "[[Вы сломали]], [[вы не сломали]], вы ни сломали.", id="optional"),
    pytest.param("вы !не сломали", "[[Вы опять сломали]], вы не сломали, вы сломали.", id="negated"),
    pytest.param("вы !не|ни сломали", "[[Вы опять сломали]], вы ни сломали.", id="negated-alternatives"),
    pytest.param("вы !не сломали", "Вы, сломали.", id="negated-is-a-word"),
    pytest.param("опять? вы сломали", "[[Опять вы сломали]], [[вы сломали]].", id="optional-first"),
    pytest.param("вы сломали опять?", "[[Вы сломали опять]], [[вы сломали]].", id="optional-last"),
]

FORMS = [
    pytest.param("<сломать>", "[[Сломали]], [[сломаю]], [[сломан]], сломался.", id="lemma"),
    pytest.param("<сломать>[past]", "[[Сломали]], сломаю, [[сломала]].", id="lemma-grams"),
    pytest.param("<сломать|удалить>[INFN]", "[[Сломать]], [[удалить]], удалил.", id="lemmas"),
    pytest.param("<send>", "[[Send]], [[sends]], [[sent]], [[sending]], sender.", id="english-lemma"),
    pytest.param("<break>[pp]", "It is [[broken]], it broke.", id="english-grams"),
    pytest.param("вы [VERB,past]", "[[Вы сломали]], [[вы зафакапили]], вы сломаете, вы стол.", id="open-class"),
    pytest.param("вы [INFN]", "[[Вы чекнуть]], вы чекнули.", id="open-infinitive"),
    pytest.param("вы ![VERB] сайт", "[[Вы наш сайт]], вы сломали сайт.", id="negated-class"),
    pytest.param("за /перв.*|втор.*/", "[[За первые]] и [[за ВТОРЫЕ]], за третьи.", id="regex"),
    pytest.param("за /п.../", "[[За пять]], за пятью.", id="regex-matches-the-whole-word"),
]

SHAPES = [
    pytest.param("за #number", "[[За 5]], [[за 5000]], [[за 2-3]] дня, за пять.", id="number"),
    pytest.param("до #time", "[[До 18:00]], [[до 9.30]], до 18, до 25:00, до 18:75.", id="time"),
    pytest.param("by #time", "[[By 6pm]], [[by 18:00]], by 6.", id="english-time"),
    pytest.param("до #date", "[[До 15.05]], [[до 15.05.2026]], [[до 15/05]], до 15, до 45.55.", id="date"),
    pytest.param("by #date", "[[By 05/15]], [[by 2026-05-15]], by 15.", id="english-date"),
    pytest.param("за #number дней", "[[За «5» дней]].", id="quoted-number"),
]

CONTRACTIONS = [
    pytest.param("do not", "I [[don't]], I [[don’t]], I [[dont]], I [[do not]].", id="do-not"),
    pytest.param("you are late", "[[You're late]], [[youre late]], [[you are late]].", id="you-are"),
    pytest.param("can not", "I [[can't]], I [[cannot]], I [[can not]], I [[cant]].", id="can-not"),
    pytest.param("will not", "I [[won't]], he [[won’t]].", id="will-not"),
    pytest.param("i will", "[[I'll]] go.", id="i-will"),
    pytest.param("you ~1 not", "[[You don't]] know.", id="a-gap-inside-a-contraction"),
    pytest.param("that is", "[[That's]] it, [[that is]] it.", id="that-is"),
    pytest.param("let us", "[[Let's]] go.", id="let-us"),
    pytest.param("client 's fault", "The [[client's fault]], the [[client’s fault]].", id="genitive"),
    pytest.param("client is", "The client's fault.", id="genitive-is-not-is"),
    pytest.param("should not have", "You [[shouldn't've]], you [[shouldn't have]].", id="double"),
    pytest.param("you", "[[U]] there? [[Ya]]!", id="chat"),
]


@pytest.mark.parametrize(("pattern", "text"), [*WORDS, *GAPS, *ANCHORS, *FLAGS, *FORMS, *SHAPES, *CONTRACTIONS])
def test_pattern_matches(pattern: str, text: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"it": flag(pattern)})
    assert found(automaton, marks(text)) == text
