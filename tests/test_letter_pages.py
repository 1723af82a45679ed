"""Letters on paper: PDF pages as pictures, DOCX as a word processor opens it, the user's own letterhead."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from support import ROOT

from replycoach.letters import compose, template, trying, values, writers
from replycoach.letters.page import Page, Picture
from replycoach.letters.writers import docx

GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ROOT / "examples"
PDFTOPPM, SOFFICE = shutil.which("pdftoppm"), shutil.which("soffice")


def example(lang: str) -> Page:
    """The letter of ``examples/apology.LANG.yaml``."""
    path = EXAMPLES / f"apology.{lang}.yaml"
    data = values.of_file(path.read_bytes(), str(path), str(EXAMPLES))
    letter = template.find("apology", lang)
    return compose.compose(letter, values.given(data, (), letter), None, number=str(data["number"])).page


def picture(pdf: Path) -> tuple[bytes, bytes]:
    """The size and the grey pixels of the first page."""
    assert PDFTOPPM
    command = [PDFTOPPM, "-gray", "-r", "40", "-f", "1", "-l", "1", str(pdf)]
    done = subprocess.run(command, capture_output=True, check=True)
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    return size, pixels


@pytest.mark.skipif(not PDFTOPPM, reason="no pdftoppm here")
@pytest.mark.parametrize("lang", template.LANGS)
def test_page_looks_as_it_did(lang: str, tmp_path: Path) -> None:
    made = tmp_path / "letter.pdf"
    made.write_bytes(writers.write(example(lang), "pdf"))
    (size, pixels), (wanted_size, wanted) = picture(made), picture(GOLDEN / f"letter-{lang}.pdf")
    assert size == wanted_size
    different = sum(abs(one - other) > 60 for one, other in zip(pixels, wanted, strict=True))
    assert different / len(wanted) < 0.002


@pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here")
def test_word_processor_opens_docx(tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    file.write_bytes(writers.write(example("ru"), "docx"))
    command = [
        str(SOFFICE),
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig").replace("\u00a0", " ")
    assert "Уважаемая Ирина Олеговна!" in text
    assert "Генеральный директор\tА.П. Смирнов" in text


def letterhead(*lines: str) -> bytes:
    """A DOCX with a header of its own, and lines in its body."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Бланк студии"
    for line in lines:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def texts(content: bytes) -> tuple[str, list[str]]:
    document = Document(BytesIO(content))
    body = [paragraph.text.replace("\u00a0", " ") for paragraph in document.paragraphs]
    return document.sections[0].header.paragraphs[0].text, body


def on(paper: bytes) -> Page:
    page = example("ru")
    return page._replace(sender=page.sender._replace(letterhead=paper))


def test_own_letterhead_is_kept_and_its_body_is_not() -> None:
    header, body = texts(docx.render(on(letterhead("Сюда пишите текст"))))
    assert header == "Бланк студии"
    assert "Сюда пишите текст" not in body
    assert "ООО «Студия Север»" not in body
    assert "Уважаемая Ирина Олеговна!" in body


def test_tags_of_own_letterhead_are_filled() -> None:
    header, body = texts(
        docx.render(on(letterhead("{{ date }} {{ number }}", "{{ salutation }}", "{{ body }}", "{{ signer }}")))
    )
    assert (header, body[:2]) == ("Бланк студии", ["20 ноября 2026 г. № 14-П", "Уважаемая Ирина Олеговна!"])
    assert "Приносим Вам извинения." in body[2]
    assert body[-1] == "А.П. Смирнов"


def test_tags_in_values_stay_as_they_are() -> None:
    page = on(letterhead("{{ subject }}"))._replace(subject="{{ 7 * 7 }} & <b>")
    assert texts(docx.render(page))[1] == ["{{ 7 * 7 }} & <b>"]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_images_go_in(name: str) -> None:
    page = example("ru")
    image = Picture(PIXEL, "png")
    page = page._replace(sender=page.sender._replace(logo=image, signature=image, seal=image))
    assert len(writers.write(page, name)) > 1000


def test_american_letter_has_its_own_order_and_paper() -> None:
    letter = template.find("apology", "en")
    given = trying.example(letter)
    page = compose.compose(letter, replace(given, sender={**given.sender, "english": "en_US"}), None, number="14").page
    lines = [line for line in writers.write(page, "txt").decode().splitlines() if line]
    assert lines.index("Re: Our apology: the late catalogue layouts") < lines.index("Dear Ms. Carter:")
    assert "November 20, 2026" in lines
    assert "Sincerely," in lines
    assert b"size: letter" in writers.write(page, "html")
