"""What no program shows is in no document, whoever typed it or sent it in a feed."""

import pytest

from comms.adapters import documents, sheets
from comms.adapters.documents import Line, Paper, Run

UNSEEN = "a\x01\x0b\x1b\ufffe\ud800\u202eb"  # U+000B is a line break of Word’s, pasted


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_a_document_is_made_without_characters_no_program_shows(form: str) -> None:
    paper = Paper(
        lang="fr",
        title=UNSEEN,
        blocks=(Line((Run(UNSEEN),)),),
        direction="ltr",
        publisher=UNSEEN,
    )

    made = documents.write(form, paper)

    assert made
    assert "\u202e".encode() not in made  # it would turn the rest of the line around


def test_a_workbook_is_made_without_them() -> None:
    assert sheets.write_xlsx([UNSEEN], [[UNSEEN]], "t")
