"""What is read of a document, and how a step stands on a day."""

from datetime import date

import pytest

from comms.advocacy.rules import (
    AdvocacyWrong,
    Document,
    Outcome,
    Standing,
    documents,
    obstacles,
    standing,
    tally,
)

TODAY = date(2030, 3, 12)


@pytest.mark.parametrize(
    ("on", "due", "outcome", "expected"),
    [
        (date(2030, 3, 13), None, "", Standing.PLANNED),
        (TODAY, None, "", Standing.DONE),
        (date(2030, 2, 1), TODAY, "", Standing.DUE),
        (date(2030, 2, 1), date(2030, 3, 11), "", Standing.LATE),
        (date(2030, 2, 1), date(2030, 3, 11), Outcome.SILENT, Standing.CLOSED),
    ],
)
def test_how_a_step_stands(on: date, due: date | None, outcome: str, expected: Standing) -> None:
    assert standing(on, due, outcome, TODAY) is expected


def test_only_an_address_of_the_web_is_a_link() -> None:
    typed = "Lettre signée : https://exemple.org/l.pdf\njavascript:alert(1)\n\nclasseur bleu"

    assert documents(typed) == [
        Document("Lettre signée", "https://exemple.org/l.pdf"),
        Document("javascript:alert(1)"),
        Document("classeur bleu"),
    ]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert obstacles("", " ", "", None, None) == [
        AdvocacyWrong.NO_KIND,
        AdvocacyWrong.NO_SUBJECT,
        AdvocacyWrong.NO_DAY,
    ]
    assert obstacles("letter", "x", "", TODAY, date(2030, 3, 1)) == [AdvocacyWrong.DUE_FIRST]


def test_what_is_only_planned_asked_nothing_yet() -> None:
    counted = tally([(Standing.PLANNED, ""), (Standing.LATE, ""), (Standing.CLOSED, Outcome.YES)])

    assert (counted.asked, counted.yes, counted.late) == (2, 1, 1)
