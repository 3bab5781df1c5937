"""How long a release is for its reader: marks, notes and keys are no words."""

import pytest

from comms.releases.rules.length import Length, length
from comms.releases.rules.words import ReleaseWords, is_untranslated
from tests.cast import Cast
from tests.writing import release_form, written


@pytest.mark.parametrize(
    ("body", "signs"),
    [
        ("", 0),
        ("Un mot.", 7),
        ("## Un\n\n**mot** [ici](https://exemple.org)", 10),
        ("<!-- pour nous -->Un", 2),
        ("[1 226](figure:x) fois", 10),
        ("- un\n- deux", 7),
    ],
)
def test_only_what_is_read_counts(body: str, signs: int) -> None:
    assert length(body, "communique").signs == signs


def test_a_communique_longer_than_two_thousand_signs_is_long_and_a_dossier_is_not() -> None:
    body = "mot " * 600

    assert length(body, "communique") == Length(2399, 3, is_long=True)
    assert not length(body, "dossier").is_long


def test_the_live_page_says_it(cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(body="mot " * 600))

    page = ines.get(f"/releases/{number}").text.replace("\u202f", " ").replace("\u00a0", " ")

    assert "2 399 signes" in page
    assert "3 minutes de lecture" in page
    assert "une rédaction lit 1 500 signes" in page


def test_an_address_that_is_never_closed_is_measured_in_no_time() -> None:
    body = "[](" * 60_000  # every view of such a text took a quarter of a minute

    assert length(body, "communique").signs > 0
    assert not is_untranslated(ReleaseWords(body=body), ReleaseWords(body="Calais"))
