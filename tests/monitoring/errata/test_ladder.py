"""The steps, one after the other, and the clocks."""

from datetime import date

import pytest

from comms.monitoring.errata.rules.clocks import (
    CLOCKS,
    Country,
    Whence,
    clock_of,
    country,
    country_of,
)
from comms.monitoring.errata.rules.ladder import ErratumWrong, State, Step, obstacles_to
from comms.monitoring.errata.rules.wording import reply


@pytest.mark.parametrize(
    ("step", "taken", "wrong"),
    [
        (Step.CALLED, [], []),
        (Step.NEWSROOM, [], [ErratumWrong.AUTHOR_FIRST]),
        (Step.NEWSROOM, [Step.MAILED], []),
        (Step.REPLY, [Step.CALLED], [ErratumWrong.NEWSROOM_FIRST]),
        (Step.REPLY, [Step.CALLED, Step.NEWSROOM], []),
        (Step.REPLY, [Step.NEWSROOM, Step.REPLY], [ErratumWrong.REPLY_BEGUN]),
    ],
)
def test_the_author_comes_first_then_the_newsroom_then_the_law(step, taken, wrong) -> None:
    assert obstacles_to(step, taken, State.OPEN) == wrong


def test_nothing_more_is_done_about_what_is_settled() -> None:
    assert obstacles_to(Step.CALLED, [], State.CORRECTED) == [ErratumWrong.IS_CLOSED]


@pytest.mark.parametrize(
    ("country", "medium", "published", "until"),
    [
        ("fr", "print", date(2030, 3, 6), date(2030, 6, 6)),
        ("", "web", date(2030, 11, 30), date(2031, 2, 28)),
        ("fr", "radio", date(2030, 3, 6), date(2030, 3, 14)),
    ],
)
def test_a_clock_says_the_last_day(country, medium, published, until) -> None:
    clock = clock_of(country, medium)

    assert clock
    assert clock.until(published) == until


def test_each_clock_names_its_source_and_none_is_sure_before_a_lawyer_read_it() -> None:
    assert all(clock.law and not clock.is_sure for clock in CLOCKS.values())
    assert clock_of("be", "web") is None
    assert (country_of("www.journal.fr"), country_of("journal.com")) == ("fr", "")


@pytest.mark.parametrize(
    ("territory", "folder", "host", "found"),
    [
        ("Bruxelles, Belgique", "Royaume-Uni", "journal.fr", Country("be", Whence.CARD)),
        ("national", "Presse/Royaume-Uni", "journal.fr", Country("gb", Whence.LIST)),
        ("", "France, nationale", "journal.com", Country("fr", Whence.LIST)),
        ("Calaisis", "Migrations", "journal.de", Country("de", Whence.ADDRESS)),
        ("", "", "journal.com", Country()),
    ],
)
def test_a_country_is_known_from_who_knows_it_best(territory, folder, host, found) -> None:
    assert country(territory=territory, folder=folder, host=host) == found


def test_a_reply_does_not_repeat_the_mistake() -> None:
    lang, title, body = reply(
        "fr-FR", "Calais : 1 226 personnes expulsées", "Le Jour", key="k", label="expulsions"
    )

    assert (lang, "1 226" in title + body) == ("fr", False)
    assert title == "Droit de réponse : Calais : (…) personnes expulsées"
    assert "Nous comptons [](figure:k) expulsions." in body
