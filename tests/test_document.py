"""Sentences: where they are cut, and where a full stop is none."""

from __future__ import annotations

import pytest

from replycoach.document import Document, analyse
from replycoach.message import read

LONG = "Этот текст перенесла почтовая программа, потому что строка длинная"
SENTENCES = [
    pytest.param("Да. Нет! Как? Так…", ["Да.", "Нет!", "Как?", "Так…"], id="marks"),
    pytest.param("Да... Нет?! Как!!!", ["Да...", "Нет?!", "Как!!!"], id="runs-of-marks"),
    pytest.param("Да", ["Да"], id="no-mark"),
    pytest.param("  Да.  Нет. \n", ["Да.", "Нет."], id="blanks-around"),
    pytest.param("Сказал «да.» Ушёл.", ["Сказал «да.»", "Ушёл."], id="closing-quote"),
    pytest.param('He said "yes." Then left.', ['He said "yes."', "Then left."], id="closing-straight-quote"),
    pytest.param("(Да.) Нет.", ["(Да.)", "Нет."], id="closing-bracket"),
    pytest.param("Пришлю т. е. сделаю.", ["Пришлю т. е. сделаю."], id="that-is"),
    pytest.param("Пришлю и т. д. Потом.", ["Пришлю и т. д. Потом."], id="and-so-on"),
    pytest.param("На ул. Ленина, д. 5, стр. 2.", ["На ул. Ленина, д. 5, стр. 2."], id="address"),
    pytest.param("Иванов И. И. прав.", ["Иванов И. И. прав."], id="initials"),
    pytest.param("Ask Mr. Smith vs. Dr. Who.", ["Ask Mr. Smith vs. Dr. Who."], id="titles"),
    pytest.param("It is 5 p.m. now.", ["It is 5 p.m. now."], id="dotted-word"),
    pytest.param("Цена 5.50 за 1.5 кг. Всё.", ["Цена 5.50 за 1.5 кг.", "Всё."], id="decimals"),
    pytest.param("В 2025. Потом.", ["В 2025.", "Потом."], id="year"),
    pytest.param("Сайт site.ru упал. Да.", ["Сайт site.ru упал.", "Да."], id="address-of-a-site"),
    pytest.param("1. Исправлю\n2. Пришлю", ["1. Исправлю", "2. Пришлю"], id="numbered-list"),
    pytest.param("- Исправлю\n- Пришлю", ["- Исправлю", "- Пришлю"], id="list"),
    pytest.param("Дела:\n• раз\n• два", ["Дела:", "• раз", "• два"], id="bullets"),
    pytest.param("привет\nкак дела\nпока", ["привет", "как дела", "пока"], id="chat-lines"),
    pytest.param("Да\n\nНет", ["Да", "Нет"], id="paragraphs"),
    pytest.param(f"{LONG}\nслов. Да.", [f"{LONG}\nслов.", "Да."], id="wrapped-line"),
    pytest.param(f"{LONG}\n- слов. Да.", [LONG, "- слов.", "Да."], id="list-after-a-long-line"),
    pytest.param(f"{LONG}\n\nСлово.", [LONG, "Слово."], id="paragraph-after-a-long-line"),
    pytest.param(f"{LONG} и ещё слова\n{LONG}\nДа", [f"{LONG} и ещё слова\n{LONG}", "Да"], id="break-typed-early"),
    pytest.param("🙂 Да. 🙂", ["🙂 Да."], id="emoji"),
    pytest.param("… ! ?", [], id="no-words"),
]


def cut(text: str) -> list[str]:
    document = Document(text)
    return [text[start:stop] for start, stop in document.sentences()]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(("text", "terminator"), [("Да?!", b"?!"), ("Да", b""), ("Да.»", b".\xbb"), ("Да?..", b"?..")])
def test_terminator_is_the_closing_punctuation(text: str, terminator: bytes) -> None:
    document = Document(text)
    assert document.terminator(document.sentence_at(0)) == terminator


QUOTES = [
    pytest.param("Вы: «раз два три четыре» да.", ["«раз два три четыре»"], id="four-words"),
    pytest.param("Вы: «раз два три» да.", [], id="three-words"),
    pytest.param('You: "one two three four".', ['"one two three four"'], id="straight"),
    pytest.param("You: “one two three four”.", ["“one two three four”"], id="curly"),
    pytest.param("Sie: „eins zwei drei vier“.", ["„eins zwei drei vier“"], id="low"),
    pytest.param("Вы: «раз два три четыре пять", [], id="left-open"),
    pytest.param("Вы: «раз два\n\nтри четыре пять»", [], id="across-paragraphs"),
    pytest.param("Вы: «раз два\nтри четыре пять»", ["«раз два\nтри четыре пять»"], id="across-lines"),
    pytest.param("«a» и «раз два три четыре»", ["«раз два три четыре»"], id="second"),
]


@pytest.mark.parametrize(("text", "quotes"), QUOTES)
def test_quotes_are_somebody_else_s_words(text: str, quotes: list[str]) -> None:
    assert [text[start:stop] for start, stop in Document(text).quotes] == quotes


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Раз."), (2, "Раз. Два."), (9, "Раз. Два. Три"), (0, "Раз. Два. Три")]
)
def test_opening_is_the_first_sentences(count: int, words: str) -> None:
    text = "Раз. Два. Три \n\n"
    assert text[: Document(text).opening(count)] == words


@pytest.mark.parametrize(("place", "words"), [(0, "Раз.\nДва."), (6, "Раз.\nДва."), (11, "Три."), (19, "Пять.")])
def test_paragraphs_are_divided_by_blank_lines(place: int, words: str) -> None:
    text = "Раз.\nДва.\n\nТри.\n \n\nПять.\n"
    start, stop = Document(text).paragraph(place)
    assert text[start:stop].strip() == words


@pytest.mark.parametrize("text", ["Да. Нет", "🙂\ud800\0é", "А" * 1000, "a\u0301b\n\n> x"])
def test_folding_keeps_every_offset(text: str) -> None:
    document = Document(text)
    assert len(document.folded) == len(document.words) == len(document.encoded) == len(text)


MASKED = [
    pytest.param("Вот `вы сломали` и всё.", "Вот `          ` и всё.", id="code"),
    pytest.param("Цена 5` и вы\nправы`", "Цена 5` и вы\nправы`", id="mark-on-two-lines"),
    pytest.param("a `b` c `d", "a ` ` c `d", id="left-open"),
    pytest.param("See https://example.com/you-broke it.", "See https://                      it.", id="link"),
    pytest.param("[text](https://example.com/you) ok", "[text](https://               ) ok", id="markdown-link"),
    pytest.param("«http://a.b» и http://c.d", "«http://   » и http://   ", id="two-links"),
]


@pytest.mark.parametrize(("text", "words"), MASKED)
def test_code_and_links_are_blank(text: str, words: str) -> None:
    assert analyse(read(text)).text == words
