"""A big file is taken in beside the pages: one sees how far it is, may leave, finds it again."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from comms.accounts.models import Member
from comms.contacts.book.models import Contact
from comms.contacts.files.models import Import
from comms.contacts.files.rules.importing import ImportWrong
from comms.contacts.files.service import taking, uploads
from comms.contacts.files.service.uploads import Upload
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role
from comms.core.settings import Settings
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.files.messy import Maker

FILE = Maker(9).file(rows=1200, copies=100, relatives=10)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Have jobs run beside the pages."""
    return replace(settings, jobs="embedded")


def asked(cast: Cast) -> str:
    """Ask for a big file through the pages; return where one follows it."""
    ines = cast.browser("ines")
    looked = ines.post("/contacts/import", data={"file": (BytesIO(FILE.data), "presse.csv")})
    place = looked.location
    return ines.post(place, data={"then": "take", "origin": "salon"}).location


def test_a_big_file_waits_for_the_job_and_leads_to_what_came_of_it(app: Flask, cast: Cast) -> None:
    place, ines = asked(cast), cast.browser("ines")

    before = ines.get(place)
    assert place in ines.get("/contacts/import").text
    with app.app_context():
        assert db.session.scalar(select(func.count(Contact.id))) == 0
        assert taking.take_asked() == 1
        assert taking.take_asked() == 0
        kept = db.session.scalars(select(Import)).one()
        assert (kept.rows, kept.origin, kept.name) == (1200, "salon", "presse.csv")
        assert kept.by == cast_id("ines")
        number = kept.id
        assert list(uploads.folder().glob("*.upload")) == []

    assert before.headers["Refresh"] == "2"
    assert "1 200" in before.text.replace("\xa0", " ").replace("\u202f", " ")
    assert ines.get(place).location == f"/contacts/import/{number}"


def cast_id(name: str) -> int:
    """Return the number of a member."""
    return db.session.scalars(select(Member.id).where(Member.name == name.capitalize())).one()


def test_how_far_it_is_is_told_on_the_way(here: Flask, cast: Cast) -> None:
    word = uploads.keep(Upload("presse.csv", FILE.data))
    taking.ask(word, {}, "salon", 1200, actor=cast.actor("nour"))
    db.session.commit()
    assert taking.how_far(word) == taking.Far(1200)

    taking.take_asked()

    told = taking.how_far(word)
    assert told is not None
    assert told.is_done
    assert told.import_id == 1


def test_what_a_killed_job_had_taken_is_asked_for_again(here: Flask, cast: Cast) -> None:
    word = uploads.keep(Upload("presse.csv", FILE.data))
    taking.ask(word, {}, "salon", 1200, actor=cast.actor("nour"))
    path = uploads.path_of(word)
    taken = path.with_suffix(".taken")
    path.with_suffix(".asked").rename(taken)
    os.utime(taken, (NOW.timestamp(), NOW.timestamp()))
    assert taking.take_asked() == 0

    with clock.fixed(NOW.replace(hour=NOW.hour + 1)):
        assert taking.take_asked() == 1


def test_a_job_killed_after_its_commit_has_taken_the_file_in_once(
    here: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = uploads.keep(Upload("presse.csv", FILE.data))
    taking.ask(word, {}, "salon", 1200, actor=cast.actor("nour"))
    with monkeypatch.context() as killed:

        def stop(path: Path, target: Path) -> Path:
            if Path(target).suffix == ".done":
                raise KeyboardInterrupt
            return move(path, target)

        move = Path.replace
        killed.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            taking.take_asked()
    db.session.rollback()
    count = db.session.scalar(select(func.count(Contact.id)))

    with clock.fixed(NOW.replace(hour=NOW.hour + 1)):
        assert taking.take_asked() == 1

    told = taking.how_far(word)
    assert told is not None
    assert told.import_id is not None
    assert db.session.scalar(select(func.count(Import.id))) == 1
    assert db.session.scalar(select(func.count(Contact.id))) == count


def test_a_file_that_is_gone_or_has_no_origin_is_said(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    word = uploads.keep(Upload("presse.csv", FILE.data))
    with pytest.raises(Refused) as refused:
        taking.ask(word, {}, " ", 1200, actor=nour)
    taking.ask(word, {}, "salon", 1200, actor=nour)
    db.session.commit()
    uploads.drop_all()  # somebody was erased meanwhile

    taking.take_asked()

    told = taking.how_far(word)
    assert refused.value.obstacles == (ImportWrong.NO_ORIGIN,)
    assert told is not None
    assert "Choisissez un fichier" in told.refused[0]


def test_who_may_follow(app: Flask, cast: Cast) -> None:
    place = asked(cast)

    assert cast.browser("ines").get(place).status_code == 200
    assert cast.browser("gus", Role.GUEST).get(place).status_code == 403
    assert app.test_client().get(place).status_code == 303
    assert cast.browser("ines").get("/contacts/import/file/none/far").status_code == 404
    assert cast.browser("ines").post(place).status_code == 405
