"""Pages of the watch ask the database no more often for many rows than for few."""

from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from comms.contacts.book.models import Contact
from comms.contacts.requests.models import FollowUp, Request
from comms.core.db import db
from comms.core.rights import Role
from comms.core.ways import Way
from comms.monitoring.alerts.models import Guest, GuestMail
from comms.monitoring.alerts.rules import Kind
from comms.monitoring.archive import service as archive
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.queries import reading
from comms.monitoring.mentions.models import Mention, MentionCopy, MentionPassage, MentionPerson
from comms.monitoring.mentions.rules.standing import State
from tests.asked import asked_of
from tests.cast import Cast
from tests.conftest import NOW
from tests.monitoring.articles import stored, tell, watch

pytestmark = pytest.mark.anywhere
PAGES = ("/mentions?state=all", "/mentions/1", "/watch", "/watch/1", "/press-review", "/coverage",
         "/alerts", "/contacts/1", "/")  # fmt: skip
_numbers = count(1)


def _more(many: int, member: int) -> None:
    """Add articles of one person, each of another newspaper, another watch, another guest."""
    numbers = [next(_numbers) for _ in range(many)]
    watches = {each: watch(f"Veille {each}", f"mot{each}", (member,)).id for each in numbers}
    tell(*(stored(f"Un mot{each}", f"mot{each} " * 9, outlet=f"Titre {each}") for each in numbers))
    for each in numbers:
        mention = db.session.get_one(Mention, each)
        mention.state = State.KEPT if each % 2 else State.NEW
        by_ines = {"by": member, "at": NOW}
        theirs = {"contact_id": 1, "for_id": member, "due_at": NOW + timedelta(days=1)}
        guest = Guest(
            watch_id=watches[each], address=f"g{each}@e.org", address_key=f"k{each}", lang="fr",
            pace="daily", secret=f"s{each}", sealed="", made_at=NOW, confirmed_at=NOW,
        )  # fmt: skip
        db.session.add_all(
            (
                MentionPerson(mention_id=each, contact_id=1, name="julia", **by_ines),
                MentionPassage(mention_id=1, text="Lu.", **by_ines),
                MentionCopy(mention_id=1, file=f"f{each}", name="", kind="", size=1, **by_ines),
                Request(subject="Un entretien", asked_at=NOW, zone="Europe/Paris", **theirs),
                FollowUp(text="Rappeler", made_at=NOW, **theirs),
                guest,
            )
        )
        db.session.flush()
        lost = {"kind": Kind.DIGEST, "state": Way.DOUBTFUL, "made_at": NOW, "due_at": NOW}
        db.session.add(GuestMail(guest_id=guest.id, message_id=f"m{each}", **lost))
    db.session.commit()


def _asked(app: Flask, browser: FlaskClient, page: str) -> int:
    with asked_of(app) as said:
        assert browser.get(page).status_code == 200
    return len(said)


def test_the_pages_of_the_watch_ask_no_more_for_many_rows_than_for_few(
    app: Flask, cast: Cast
) -> None:
    member, browser = cast.actor("ines", Role.APPROVER).id, cast.browser("ines")
    asked = []
    with app.app_context():
        db.session.add(Contact(name="Julia", origin="tests", made_at=NOW, touched_at=NOW))
        db.session.commit()
        for many in (4, 10):
            _more(many, member)
            asked.append({page: _asked(app, browser, page) for page in PAGES})

    assert asked[0] == asked[1]


def test_words_too_many_to_be_kept_are_written_meanwhile(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_LETTERS", 20)
    with app.app_context():
        tell(*(stored(f"Un mot {each}", "mot " * 9) for each in range(3)), stored("Deux"))
        written = db.session.scalars(select(EntryText.text).order_by(EntryText.entry_id)).all()

    assert [each.split() for each in written] == [["mot"] * 9] * 3 + [[]]


def test_what_arrives_together_is_written_together_however_heavy(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WEIGHT", 1)  # opened one by one
    asked = []
    with asked_of(app) as said:
        watch(query="mot")
        for many in (1, 3, 9):  # the first makes the watch ready
            arrived = [stored(f"Un mot {next(_numbers)}", "mot " * 9) for _ in range(many)]
            said.clear()
            tell(*arrived)
            asked.append(len(said))
        caught = db.session.scalar(select(func.count()).select_from(Mention))

    assert caught == 13
    assert asked[1] == asked[2]
