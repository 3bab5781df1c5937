"""A chart is a table whose rows are drawn: bars for who sees, numbers for who hears."""

import io
import zipfile

import pytest

from comms.adapters import documents
from comms.adapters.documents import Chart, Heading, Paper, Run, Totals

MONTHS = Chart(
    ("Mois", "Prévus", "Partis"),
    tuple(((Run(name),), counts) for name, counts in (("mars", (4, 2)), ("avril", (0, 0)))),
)


def _paper(direction: str = "ltr") -> Paper:
    blocks = (Heading(1, (Run("Un rapport"),)), Totals((("17", "contenus"),)), MONTHS)
    return Paper("fr", "Un rapport", blocks, direction, is_numbered=True)


def test_on_a_page_the_bars_are_hidden_from_who_hears_it_and_the_numbers_are_not():
    page = documents.write("html", _paper()).decode()

    assert page.count('aria-hidden="true"') == 2
    assert '<th scope="row">mars</th>' in page
    assert '<td class="count">4</td>' in page
    assert "<dt>contenus</dt><dd>17</dd>" in page


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_in_word_the_bars_are_pictures_that_say_that_they_only_decorate(direction):
    with zipfile.ZipFile(io.BytesIO(documents.write("docx", _paper(direction)))) as packed:
        text = packed.read("word/document.xml").decode()
        foot = "".join(packed.read(n).decode() for n in packed.namelist() if "footer" in n)

    assert text.count("decorative") >= 2
    assert "Prévus" in text
    assert "NUMPAGES" in foot
    assert ("bidiVisual" in text) is (direction == "rtl")


def test_as_a_pdf_it_can_be_read_aloud_and_as_text_it_is_a_table():
    assert documents.write("pdf", _paper()).startswith(b"%PDF")  # refused where it is not PDF/UA
    plain = documents.write("txt", _paper()).decode()
    assert "Mois | Prévus | Partis\nmars | 4 | 2" in plain
    assert "17 contenus" in plain


def test_totals_stand_in_lines_as_full_as_may_be():
    rows = tuple((str(each), "x") for each in range(5))

    assert [Totals(rows[:count]).across for count in range(1, 6)] == [1, 2, 3, 4, 3]
    assert Chart(("a", "b"), ()).most == 1
