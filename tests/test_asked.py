"""The client's message is taken from the quote below the reply."""

from __future__ import annotations

import pytest

import replycoach
from replycoach.blocks.asked import asked
from replycoach.message import read

QUOTED = [
    pytest.param("Да.\n\n> Когда будет готов макет?", "Когда будет готов макет?", id="quote"),
    pytest.param(
        "Да.\n\n21.11.2026 10:15, Анна пишет:\n> Где макет, а?\n> Жду.", "Где макет, а?\nЖду.", id="attribution"
    ),
    pytest.param("> Где мой макет?\nЗдесь.\n> А где счёт?\nТам же.", "Где мой макет?\nА где счёт?", id="inline"),
    pytest.param("Да.\n> Где мой макет?\n>> Скоро будет.\n> > Раньше.", "Где мой макет?", id="older-inside"),
    pytest.param(
        "Yes.\n\nFrom: Ann <a@example.com>\nSent: 21.11.2026 10:15\nTo: Bob\n\nWhere is it now?",
        "Where is it now?",
        id="no-marks",
    ),
    pytest.param(
        "Yes.\n\nOn Sat, Nov 21, 2026 at 10:15 AM Ann <a@example.com> wrote:\n\nWhere is it now?\n\n"
        "On Fri, Nov 20, 2026 at 9:00 AM Bob <b@example.com> wrote:\n\nIt is on its way.",
        "Where is it now?",
        id="history",
    ),
    pytest.param("Да.\n> Ок", "", id="two-words"),
    pytest.param("Да, завтра в 18:00.", "", id="none"),
]


@pytest.mark.parametrize(("draft", "words"), QUOTED)
def test_words_a_reply_answers(draft: str, words: str) -> None:
    assert asked(read(draft)) == words


def test_a_quoted_question_needs_its_answer() -> None:
    report = replycoach.check("Спасибо за письмо.\n\n> Вы опять сорвали срок! Когда будет готов макет?")
    assert [question.words for question in report.questions] == ["Когда будет готов макет?"]
    assert "answer-to-question" in {finding.rule for finding in report.findings}


def test_the_message_given_wins() -> None:
    report = replycoach.check("Спасибо за письмо.\n\n> Когда будет готов макет?", incoming="Сколько стоит забор?")
    assert [question.slot for question in report.questions] == ["price"]
