"""A passage selected on the page is found in what was written; its figures stay bound."""

import pytest

from comms.pieces.rules.anchors import find
from comms.pieces.rules.legible import bound_again, read

RECORDS = {"figure:e": "1226", "testimony:a": "A., 19 ans"}
BODY = (
    "Nos équipes ont vu [](figure:e) expulsions.\n\n## Ce que *nous* demandons\n\n"
    "- de **l’eau**\n- [un toit](https://exemple.org/t)\n\n> Partez.\n> — [](testimony:a)"
)


def _found(passage: str) -> str | None:
    words = {"lang": "fr", "body": BODY, "records": RECORDS}
    hit = find(words, passage)
    return BODY[hit[1].start : hit[1].end] if hit else None


@pytest.mark.parametrize(
    ("passage", "written"),
    [
        ("1\u202f226 expulsions", "[](figure:e) expulsions"),
        ("ont vu 1\u202f226", "ont vu [](figure:e)"),
        ("Ce que nous demandons", "Ce que *nous* demandons"),
        ("de l’eau", "de **l’eau"),
        ("un toit", "un toit"),
        ("l’eau\nun toit", "l’eau**\n- [un toit](https://exemple.org/t)"),
        ("Partez.\n— A., 19 ans", "Partez.\n> — [](testimony:a)"),
        ("rien de cela", None),
    ],
)
def test_what_is_read_is_found_in_what_was_written(passage: str, written: str | None) -> None:
    assert _found(passage) == written


def test_a_page_shows_words_alone() -> None:
    assert read("**98** [tentes](https://a.fr)\n\n> oui", {}, "fr").text == "98 tentes\n\noui"


def test_a_correction_keeps_what_is_bound() -> None:
    passage = "[](figure:e) expulsions"

    assert bound_again("1\u202f226 évictions", passage, RECORDS, "fr") == "[](figure:e) évictions"
    assert bound_again("des évictions", passage, RECORDS, "fr") == "des évictions"
    assert bound_again(passage, passage, RECORDS, "fr") == passage
