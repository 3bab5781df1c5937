"""Languages: hours and numbers as each reader says them; French spaces stay in French."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from flask import Flask, render_template_string
from flask_babel import lazy_gettext as _l

from comms.core import languages
from comms.core.languages import NARROW, WIDE, typeset

SIX = datetime(2030, 3, 12, 5, 0, tzinfo=UTC)  # a Tuesday, 6 h in Calais
HALF_PAST = datetime(2030, 3, 12, 17, 30, tzinfo=UTC)


@contextmanager
def _reading(app: Flask, lang: str) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": lang}):
        yield


def test_an_hour_is_said_as_its_reader_says_it(app: Flask) -> None:
    with _reading(app, "fr"):
        assert languages.moment(SIX) == f"mardi 12 mars, 6{WIDE}h"
        assert languages.hour(HALF_PAST) == f"18{WIDE}h{WIDE}30"
        assert languages.moment(SIX, "EEEE d MMMM") == "mardi 12 mars"

    with _reading(app, "en-GB"):
        assert languages.moment(SIX) == "Tuesday 12 March, 06:00"
        assert languages.moment(HALF_PAST, "d MMM, H:mm") == "12 Mar, 18:30"
        assert languages.hour(SIX) == "06:00"
        assert languages.moment(SIX, "EEEE d MMMM") == "Tuesday 12 March"


def test_the_first_of_a_month_has_its_own_name_in_french(app: Flask) -> None:
    first = datetime(2030, 3, 1, 9, 0, tzinfo=UTC)

    with _reading(app, "fr"):
        assert languages.moment(first) == f"vendredi 1er mars, 10{WIDE}h"
        assert languages.day(first.date()) == "1er mars 2030"
        assert languages.day(SIX.date(), "MMMM y") == "mars 2030"
        assert languages.day(datetime(2030, 3, 21, tzinfo=UTC).date()) == "21 mars 2030"

    with _reading(app, "en"):
        assert languages.day(first.date()) == "1 March 2030"


def test_nought_is_one_in_french_and_many_in_english(app: Flask) -> None:
    one, many = "Il vous reste %(num)s code de secours.", "Il vous reste %(num)s codes de secours."

    with _reading(app, "fr"):
        assert languages.ngettext(one, many, 0) == "Il vous reste 0 code de secours."
        assert languages.ngettext(one, many, 2) == "Il vous reste 2 codes de secours."

    with _reading(app, "en"):
        assert languages.ngettext(one, many, 0) == "You have 0 recovery codes left."
        assert languages.ngettext(one, many, 1) == "You have 1 recovery code left."


def test_french_spaces_are_set_in_french_and_nowhere_else(app: Flask) -> None:
    sentence = "Vraiment ? Oui : « bien sûr » ; 18:30, https://exemple.org ! a:b"

    assert typeset(sentence) == (
        f"Vraiment{NARROW}? Oui{WIDE}: «{WIDE}bien sûr{WIDE}»{NARROW}; "
        f"18:30, https://exemple.org{NARROW}! a:b"
    )
    with _reading(app, "fr"):
        assert languages.gettext("Ah ! %(one)s", one="un") == f"Ah{NARROW}! un"
    with _reading(app, "en"):
        assert languages.gettext("Ah ! %(one)s", one="one") == "Ah ! one"


def test_numbers_are_written_as_their_reader_writes_them(app: Flask) -> None:
    one, many = "%(num)d contact", "%(num)d contacts"

    with _reading(app, "fr"):
        assert languages.number(10000) == f"10{NARROW}000"
        assert languages.percent(0.87) == f"87{WIDE}%"
        assert languages.ngettext(one, many, 1226) == f"1{NARROW}226 contacts"

    with _reading(app, "en"):
        assert languages.number(10000) == "10,000"
        assert languages.percent(0.87) == "87%"
        assert languages.ngettext(one, many, 1226) == "1,226 contacts"
        said = render_template_string("{{ ngettext(one, many, 1226) }}", one=one, many=many)
        assert said == "1,226 contacts"


@pytest.mark.parametrize(
    ("asked", "heard"),
    [("en-US,en;q=0.9", "en"), ("fr-BE", "fr"), ("de", "fr"), ("de,en;q=0.5", "en"), ("", "fr")],
)
def test_a_stranger_reads_the_language_their_browser_wishes(
    app: Flask, asked: str, heard: str
) -> None:
    with _reading(app, asked):
        assert languages.language() == heard


def test_a_mail_is_written_in_its_readers_language(app: Flask) -> None:
    with app.app_context():
        with languages.speaking("en"):
            assert languages.gettext("Bonjour,") == "Hello,"
            assert str(_l("Bonjour,")) == "Hello,"
        with languages.speaking("ar"):  # a tongue we do not speak: the association's
            assert languages.gettext("Bonjour,") == "Bonjour,"


def test_a_language_is_named_as_its_reader_calls_it(app: Flask) -> None:
    with _reading(app, "fr"):
        known = [languages.language_name(each) for each in ("fr", "ar", "prs", "ckb", "xx")]
        chosen = dict(languages.languages_to_choose())
    with _reading(app, "en-GB"):
        english = [languages.language_name(each) for each in ("fr", "ar", "prs")]

    assert known == ["français", "arabe", "dari", "sorani", "xx"]
    assert (chosen["fr"], chosen["ar"]) == ("français", "arabe · العربية")
    assert english == ["French", "Arabic", "Dari"]
