"""Beginning, changing and closing a watch: every version is kept, other processes hear of it."""

import pytest
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.core.db import db
from comms.core.query import QueryRefused
from comms.core.refusal import Refused
from comms.monitoring.watches import service
from comms.monitoring.watches.models import WatchVersion
from comms.monitoring.watches.queries import listing
from comms.monitoring.watches.queries.compiling import compiled
from comms.monitoring.watches.rules.paces import Pace
from comms.monitoring.watches.rules.wrong import WatchWrong
from comms.monitoring.watches.service import Words
from tests.monitoring.articles import watch


def test_a_query_that_cannot_be_read_is_refused_and_nothing_is_kept(here):
    with pytest.raises(QueryRefused):
        service.add("Nom", Words("a AND"), actor=None)

    assert listing.open_ones() == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", WatchWrong.NO_NAME),
        ("nom", WatchWrong.NAME_TAKEN),
        ("x" * 121, WatchWrong.NAME_TOO_LONG),
        ("No\x1bm\u202e", WatchWrong.NAME_TAKEN),
    ],
)
def test_a_name_is_needed_and_its_own(here, name, why):
    watch("Nom")

    with pytest.raises(Refused) as refusal:
        service.add(name, Words("calais"), actor=None)

    assert refusal.value.obstacles == (why,)


def test_other_words_are_another_version_and_the_old_one_stays(here, cast):
    ines = cast.actor()
    made = watch(query="calais")

    service.change(made, "Nom", Words("calais expulsion"), actor=ines)
    service.change(made, "Autre nom", Words("calais expulsion"), actor=ines)
    db.session.commit()

    rows = db.session.scalars(select(WatchVersion).order_by(WatchVersion.number)).all()
    assert [(row.number, row.query) for row in rows] == [(1, "calais"), (2, "calais expulsion")]
    assert listing.current(made).number == 2
    acts = db.session.scalars(select(AuditLine.act).order_by(AuditLine.id)).all()
    assert acts == ["watch.added", "watch.changed", "watch.changed"]


def test_watches_are_made_ready_once_and_anew_after_each_change(here, cast):
    ines = cast.actor()
    made = watch(query="calais")
    first = compiled()
    assert compiled() is first

    service.change(made, made.name, Words("dunkerque"), actor=None)
    db.session.commit()
    second = compiled()
    service.close(made, actor=ines)
    third = compiled()

    assert list(first.versions) == list(second.versions) == [made.id]
    assert first.versions != second.versions
    assert third.versions == {}


def test_a_closed_watch_is_not_changed_until_it_is_taken_up_again(here, cast):
    ines = cast.actor()
    made = watch()
    service.close(made, actor=ines)

    with pytest.raises(Refused):
        service.change(made, "Nom", Words("calais"), actor=ines)
    service.reopen(made, actor=ines)

    assert listing.open_ones() == [made]


def test_only_members_who_are_here_are_told(here, cast):
    ines, lea = cast.actor("ines"), cast.actor("lea")
    made = watch(told=(ines.id, lea.id, 999))

    service.tell(made, {lea.id}, actor=ines)
    db.session.flush()

    assert listing.wishing(made) == {lea.id}
    assert listing.wishes([made.id]) == {lea.id: {made.id: Pace.ONCE}}
