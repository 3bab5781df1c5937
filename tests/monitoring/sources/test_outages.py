"""When sources were not read is said in calm words: on their page, in a review, in a digest."""

from datetime import UTC, datetime, timedelta

import pytest

from comms.core import clock
from comms.core.db import db
from comms.core.languages import speaking
from comms.monitoring.sources import queries
from comms.monitoring.sources.models import Outage, Source
from comms.monitoring.sources.queries import Unread
from comms.monitoring.sources.service import telling
from tests.conftest import NOW
from tests.monitoring.said import source

DAY = timedelta(days=1)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def paris(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2030, month, day, hour - 1, tzinfo=UTC)


def unread(name: str, *between: datetime | None, kind: str = "source.site_fails") -> Unread:
    since, until = between
    assert since
    of = Source(id=sum(map(ord, name)), url=f"https://{name}.example/rss", title=name)
    return Unread(of if name else None, since, until, kind)


def over(source_id: int | None, since: datetime, until: datetime, kind: str = "feed.empty") -> None:
    db.session.add(Outage(source_id=source_id, since=since, until=until, kind=kind))
    db.session.commit()


@pytest.mark.parametrize(
    ("since", "until", "fr", "en"),
    [
        (paris(2, 3), paris(2, 5), "du 3 au 5 février", "from 3 to 5 February"),
        (paris(2, 1), paris(2, 5), "du 1er au 5 février", "from 1 to 5 February"),
        (paris(1, 8), paris(2, 1), "du 8 janvier au 1er février", "from 8 January to 1 February"),
        (paris(2, 3), None, "depuis le 3 février", "since 3 February"),
        (
            paris(2, 3, 22), paris(2, 4, 7),
            "du 3 février, 22 h, au 4 février, 7 h", "from 3 February, 22:00, to 4 February, 07:00",
        ),
        (
            paris(2, 3, 8), paris(2, 3, 22),
            "le 3 février, de 8 h à 22 h", "on 3 February, 08:00 to 22:00",
        ),
    ],
)  # fmt: skip
def test_the_days_of_an_outage_are_said_as_people_say_them(here, since, until, fr, en) -> None:
    assert plain(telling.span(since, until)) == fr
    with speaking("en"):
        assert telling.span(since, until) == en


def test_those_that_were_not_read_in_the_same_days_stand_on_one_line(here) -> None:
    days = paris(2, 3), paris(2, 5)
    found = [unread(name, *days) for name in ("Le Nord", "Le Sud")]
    found += [unread("Ouest", paris(2, 4), None, kind="source.paused"), unread("", *days)]

    assert list(map(plain, telling.lines(found))) == [
        "Le Nord, Le Sud : non lus du 3 au 5 février (site en panne).",
        "Ouest : non lu depuis le 4 février (relève suspendue).",
        "Veille à l’arrêt du 3 au 5 février : aucune source n’a été lue.",
    ]


def test_of_many_ten_are_named_and_the_others_counted(here) -> None:
    found = [unread(f"Journal {each:02}", paris(2, 3), paris(2, 5)) for each in range(13)]

    (line,) = telling.lines(found)

    assert "Journal 09 et 3 autres : non lus" in plain(line)
    assert "Journal 10" not in line


def test_one_that_fails_again_and_again_is_told_once(here) -> None:
    days = [(paris(2, day), paris(2, day + 1)) for day in (2, 4, 6, 8)]

    said = telling.lines([unread("Le Nord", *each) for each in days])

    assert list(map(plain, said)) == ["Le Nord : non lu 4 fois du 2 au 9 février (site en panne)."]


def test_outages_are_those_that_touch_the_days(here) -> None:
    made = source("https://un.example/rss", title="Un")
    for first, last in ((20, 15), (9, 6), (4, 1)):
        over(made, NOW - first * DAY, NOW - last * DAY)
    source(
        "https://deux.example/rss", title="Deux", unread_since=NOW - 2 * DAY, trouble="feed.empty"
    )
    source("https://trois.example/rss", unread_since=NOW - 2 * DAY, state="removed")

    found = queries.unread_between(NOW - 8 * DAY, NOW - 3 * DAY)
    now = queries.unread_between(NOW - 8 * DAY, NOW)

    assert [each.since for each in found] == [NOW - 9 * DAY, NOW - 4 * DAY]
    assert [(each.source.title, each.until) for each in now if each.source][:1] == [("Deux", None)]
    assert len(now) == 3


def test_the_page_of_a_source_lists_its_outages_and_when_the_machine_slept(app, cast) -> None:
    ines = cast.browser("ines")
    with app.app_context():
        facts = {"added_at": NOW - 60 * DAY, "last_ok": NOW - 2 * DAY, "trouble": "http.too_slow"}
        made = source("https://un.example/rss", title="Un", unread_since=NOW - DAY, **facts)
        other = source("https://deux.example/rss", title="Deux")
        over(made, NOW - 9 * DAY, NOW - 7 * DAY, "source.site_fails")
        over(other, NOW - 6 * DAY, NOW - 5 * DAY, "source.not_found")
        over(None, NOW - 20 * DAY, NOW - 17 * DAY, "source.unread")
        over(None, NOW - 90 * DAY, NOW - 80 * DAY, "source.unread")

    page = plain(ines.get(f"/watch/sources/{made}").text)

    told = [each.split("</strong>")[0] for each in page.split("<strong>Non lue ")[1:]]
    assert told == ["depuis le 11 mars", "du 3 au 5 mars", "du 20 au 23 février"]
    assert "site en panne · 2 jours" in page
    assert "flux introuvable" not in page
    assert "dure encore" in page
    assert f'href="/watch/sources/{made}"' in ines.get("/watch/sources").text
    assert ines.get("/watch/sources/999").status_code == 404
    assert app.test_client().get(f"/watch/sources/{made}").status_code == 303


def test_a_source_that_was_always_read_says_so_and_has_no_link_to_follow(app, cast) -> None:
    ines = cast.browser("ines")
    with app.app_context():
        made = source("https://un.example/rss", title="Un", last_ok=clock.now())

    assert "Aucune panne retenue" in ines.get(f"/watch/sources/{made}").text
    assert f'href="/watch/sources/{made}"' not in ines.get("/watch/sources").text
