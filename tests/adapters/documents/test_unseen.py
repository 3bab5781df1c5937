"""What no program shows is in no document, whoever typed it or sent it in a feed."""

import pytest

from comms.adapters import documents, sheets
from comms.adapters.documents import Line, Paper, Run

UNSEEN = "a\x01\x1b\ufffe\ud800b"


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_a_document_is_made_without_characters_no_program_shows(form: str) -> None:
    paper = Paper(
        lang="fr",
        title=UNSEEN,
        blocks=(Line((Run(UNSEEN),)),),
        direction="ltr",
        publisher=UNSEEN,
    )

    assert documents.write(form, paper)


def test_a_workbook_is_made_without_them() -> None:
    assert sheets.write_xlsx([UNSEEN], [[UNSEEN]], "t")
