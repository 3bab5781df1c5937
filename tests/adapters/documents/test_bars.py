"""Bars in documents: drawn where pictures are, said where they are not."""

import io
import zipfile

import pytest
from PIL import Image

from comms.adapters.documents import Bars, Paper, write
from comms.adapters.documents.bars import HIGH, WIDE, png, rectangles, svg

DAYS = Bars((0, 2, 4), "Articles <par> jour")
SHARES = Bars((4, 1), "Part de chaque média", lie=True)


def test_columns_stand_on_the_ground_and_bars_begin_at_the_start() -> None:
    columns, lying = rectangles(DAYS), rectangles(SHARES, leftward=True)

    assert [round(y + height) for _, y, _, height in columns] == [HIGH] * 3
    assert columns[0][3] == 0
    assert lying[1][0] + lying[1][2] == WIDE
    assert rectangles(Bars((), "")) == []


def test_what_a_drawing_says_is_only_words() -> None:
    assert "Articles &lt;par&gt; jour" in svg(DAYS)
    assert "<par>" not in svg(DAYS)


def test_a_picture_is_dark_where_the_most_is() -> None:
    picture = Image.open(io.BytesIO(png(DAYS)))
    wide, high = picture.size

    assert picture.getpixel((wide - 100, 5)) != (255, 255, 255)
    assert picture.getpixel((60, high - 5)) == (255, 255, 255)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_kind_of_document_takes_them(direction: str) -> None:
    paper = Paper("fr", "Titre", (DAYS, SHARES), direction)
    made = {form: write(form, paper) for form in ("html", "pdf", "docx", "txt")}

    assert made["html"].decode().count("<rect") == 5
    assert made["pdf"].startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as file:
        assert sum(name.endswith(".png") for name in file.namelist()) == 2
        assert "Part de chaque média" in file.read("word/document.xml").decode()
    assert "* * *" not in made["txt"].decode()
