"""Numbers: read in any script, written for their readers."""

import pytest

from comms.figures.rules import numbers
from comms.figures.rules.record import read_period, series_of


@pytest.mark.parametrize(
    "typed",
    ["1226", "1 226", "1\u202f226", "1\u00a0226", "1,226", "1.226", "1’226", "١٬٢٢٦", "۱٬۲۲۶"],
)
def test_one_number_is_read_however_it_is_written(typed: str):
    assert numbers.read(typed) == "1226"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3,5", "3.5"),
        ("0,125", "0.125"),
        ("1,226.5", "1226.5"),
        ("1 226,50", "1226.5"),
        ("87 %", "87%"),
        ("٨٧٪", "87%"),
        ("-5", "-5"),
        ("007", "7"),
    ],
)
def test_parts_and_shares_are_read(typed: str, kept: str):
    assert numbers.read(typed) == kept


@pytest.mark.parametrize("typed", ["", "douze", "12 34", "1.2.3", "12 mars", "1" * 40, "%", "1,"])
def test_what_is_no_number_is_none(typed: str):
    assert numbers.read(typed) is None


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("fr", "1\u202f226"),
        ("en", "1,226"),
        ("de", "1.226"),
        ("ar", "١٬٢٢٦"),
        ("ckb", "١٬٢٢٦"),
        ("fa", "۱٬۲۲۶"),
        ("prs", "۱٬۲۲۶"),
        ("ti", "1,226"),
    ],
)
def test_a_number_is_written_for_the_readers_of_a_language(lang: str, written: str):
    assert numbers.write("1226", lang) == written
    assert numbers.read(written) == "1226"


def test_a_share_keeps_its_sign():
    assert numbers.write("87.5%", "fr") == "87,5\u202f%"
    assert numbers.write("87.5%", "ar") == "٨٧٫٥٪"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2030", "2030"),
        ("2030-02", "2030-02"),
        ("02/2030", "2030-02"),
        ("Février 2030", "2030-02"),
        ("2030-01 / 2030-03", "2030-01/2030-03"),
        ("2029/2030", "2029/2030"),
        ("2030-02-30", None),
        ("hier", None),
    ],
)
def test_a_period_is_read_as_people_write_it(typed: str, kept: str | None):
    assert read_period(typed) == kept


def test_a_series_is_a_key_without_its_period():
    assert series_of("expulsions-2030-02", "2030-02") == "expulsions"
    assert series_of("expulsions", "2030-02") == "expulsions"
