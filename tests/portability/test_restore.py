"""The way back from a backup: nothing is lost, nobody who said no comes back, nothing leaves."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select

from comms.accounts import queries as accounts
from comms.accounts.service import subscriptions
from comms.contacts.book.models import Address, Contact
from comms.contacts.law.service import erasing, refusing
from comms.core import clock, options, presence
from comms.core.db import db
from comms.core.register import No, Register
from comms.core.rights import Role
from comms.core.settings import Settings
from comms.core.ways import Way
from comms.figures.models import Series
from comms.ideas.models import DropLink
from comms.ideas.service import dropping
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import carrying as mailings
from comms.notices.models import Notice
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.portability import service
from comms.portability.service import swapping
from tests.cast import Cast
from tests.conftest import NOW
from tests.portability.conftest import ADA, BEN, CAM, Run, emails
from tests.writing import SOON, approved, press_list, release_form


def _holder(email: str) -> Contact:
    theirs = select(Contact).join(Contact.addresses).where(Address.key == email)
    return db.session.scalars(theirs).one()


def test_the_house_comes_back_as_it_was_and_waits_for_a_person(
    app: Flask, run: Run, made: Path
) -> None:
    press_list(app, "Après", "late@presse.example")
    folder = app.extensions["settings"].folder
    (folder / "media" / "beach.jpg").unlink()
    (folder / "media" / "later.jpg").write_bytes(b"later")

    told = json.loads(run("restore", made, "--yes", "--json").stdout)

    assert emails(app) == [ADA, BEN, CAM]
    assert [each.name for each in (folder / "media").iterdir()] == ["beach.jpg"]
    assert (Path(told["replaced"]) / "media" / "later.jpg").read_bytes() == b"later"
    with app.app_context():
        assert options.get("paused")
        assert db.session.scalars(select(Notice.state)).all() == [Way.DOUBTFUL]
    assert told["doubtful"] == 1


def test_no_door_that_stood_open_then_opens_after_a_restore(
    app: Flask, cast: Cast, run: Run, copies: Path
) -> None:
    lea, browser = cast.actor("lea", Role.APPROVER), cast.browser("ines")
    with app.app_context():
        address = subscriptions.open_one("calendar", actor=lea)
        link, secret = dropping.open_link("équipe de nuit", 7, actor=lea)
        db.session.add(Series(slug="s", titles={}, notes={}, keys=[], made_at=NOW, opened_at=NOW))
        db.session.commit()
        number = link.id
    stranger = app.test_client()
    doors = (f"/ideas/drop/{secret}", "/figures/public/s")
    assert [stranger.get(each).status_code for each in doors] == [200, 200]
    assert run("make", copies).exit_code == 0
    (made,) = copies.iterdir()

    assert run("restore", made, "--yes").exit_code == 0

    assert [stranger.get(each).status_code for each in doors] == [410, 404]
    assert browser.get("/").status_code == 303
    with app.app_context():
        assert accounts.reader_of("calendar", address) is None
        assert db.session.get_one(DropLink, number).closed_at == NOW


def test_a_sending_of_before_a_restore_may_have_left_and_asks_a_person(
    app: Flask, cast: Cast, run: Run, copies: Path
) -> None:
    listed = press_list(app, "Littoral", ADA)
    number = approved(cast, "release", release_form(at=SOON, lists=listed))
    lea = cast.browser("lea")
    run("make", copies)

    with clock.fixed(NOW + timedelta(minutes=40)):
        told = json.loads(run("restore", *copies.iterdir(), "--yes", "--json").stdout)
        lea = cast.browser("lea")
        lea.post("/mailings/1/send")
        with app.app_context():
            options.put("paused", False)
            mailings.carry_due()
            assert db.session.scalars(select(Mailing.state)).all() == [MailingState.DOUBTFUL]
            assert db.session.scalars(select(Delivery)).all() == []
            piece = db.session.get_one(Piece, number)
            again = Mailing(piece_id=number, key="main", hash="", state=MailingState.DUE)
            again.due_at = piece.due_at
            db.session.add(again)
            db.session.commit()
            mailings.carry_due()
            assert again.state == MailingState.DUE  # waits until it is known
            db.session.delete(again)
            db.session.commit()
        today, page = lea.get("/").text, lea.get("/mailings/1").text
        lea.post("/mailings/1/resolve", data={"answer": "there"})

    assert told["doubtful"] >= 1
    assert "Une sauvegarde a été reprise depuis" in today
    assert "Pas parti" in page
    with app.app_context():
        assert db.session.scalars(select(Mailing.state)).all() == [MailingState.DONE]
        assert db.session.get_one(Piece, number).state == State.PUBLISHED


def test_a_power_cut_right_after_the_swap_lets_nothing_leave(
    app: Flask, run: Run, made: Path
) -> None:
    def power_cut(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("UPDATE notices"):  # the first thing that would be in doubt
            cut.append(statement)
            raise KeyboardInterrupt

    cut: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", power_cut)

    run("restore", made, "--yes")

    assert len(cut) == 1
    with app.app_context():
        assert options.get("paused")
        assert db.session.scalars(select(Notice.state)).all() == [Way.DUE]


@pytest.mark.parametrize("moved", [0, 1, 3])
def test_a_power_cut_during_the_swap_stops_the_house_until_the_next_restore(
    app: Flask, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    folder, left = app.extensions["settings"].folder, iter(range(moved))
    with app.app_context():
        refusing.object_address(BEN, actor=None)
        db.session.commit()
    with monkeypatch.context() as cut:
        move = Path.rename

        def power_cut(path: Path, target: Path) -> Path:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return move(path, target)

        cut.setattr(Path, "rename", power_cut)
        run("restore", made, "--yes")
    started = subprocess.run(
        [sys.executable, "-m", "flask", "health"],
        env={**os.environ, "COMMS_DATA": str(folder), "DATABASE_URL": _url(app)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    with clock.fixed(NOW + timedelta(minutes=1)):
        again = run("restore", made, "--yes", "--json")
    assert again.exit_code == 0, again.output

    told = json.loads(again.stdout)
    assert started.returncode == 1
    assert "A restore was cut short here" in started.stderr
    assert told["objected"] == 1
    assert (folder / "media" / "beach.jpg").read_bytes() == b"pixels"
    assert presence.half_restored(folder) is None
    with app.app_context():
        assert Register().has(No.OBJECTION, BEN)
        assert _holder(BEN).objected_at is not None


def _url(app: Flask) -> str:
    return app.config["SQLALCHEMY_DATABASE_URI"]


@pytest.mark.parametrize("told", ["", ".", "..", "/", "../../etc"])
def test_a_mark_that_says_nothing_moves_nothing_of_others(
    app: Flask, run: Run, made: Path, told: str
) -> None:
    folder = app.extensions["settings"].folder
    (folder / presence.HALF).write_text(told)

    aside = presence.half_restored(folder)
    assert aside is not None
    swapping.undo(folder)
    assert (folder / "media" / "beach.jpg").exists()
    assert run("restore", made, "--yes").exit_code == 0
    assert Path("pyproject.toml").exists()  # where this runs is no folder of the house


def test_who_said_no_since_still_says_no(app: Flask, run: Run, made: Path) -> None:
    with app.app_context():
        erasing.erase(_holder(ADA), actor=None)
        refusing.object_address(BEN, actor=None)
        db.session.commit()

    told = json.loads(run("restore", made, "--yes", "--json").stdout)

    assert (told["erased"], told["objected"]) == (1, 1)
    assert emails(app) == [BEN, CAM]
    with app.app_context():
        assert _holder(BEN).objected_at is not None
        assert Register().has(No.ERASURE, ADA)


def test_what_was_replaced_is_deleted_after_seven_days(app: Flask, run: Run, made: Path) -> None:
    replaced = Path(json.loads(run("restore", made, "--yes", "--json").stdout)["replaced"])

    with app.app_context():
        with clock.fixed(NOW + timedelta(days=6)):
            early = service.forget_replaced()
        with clock.fixed(NOW + timedelta(days=8)):
            late = service.forget_replaced()

    assert (early, late) == (0, 1)
    assert not replaced.exists()


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:900] + bytes([data[900] ^ 1]) + data[901:],
        lambda _data: b"not an archive",
        lambda _data: b"",
    ],
    ids=["cut", "one bit", "foreign", "empty"],
)
def test_what_is_not_whole_touches_nothing(
    app: Flask, run: Run, made: Path, harm: Callable[[bytes], bytes]
) -> None:
    press_list(app, "Après", "late@presse.example")
    made.write_bytes(harm(made.read_bytes()))

    looked, done = run("verify", made), run("restore", made, "--yes")

    assert (looked.exit_code, done.exit_code) == (1, 1)
    assert "pas une sauvegarde entière" in done.stderr
    assert "late@presse.example" in emails(app)


@pytest.mark.parametrize("name", ["../../outside", "/tmp/outside"])
def test_a_file_that_leads_out_is_not_read(run: Run, made: Path, name: str) -> None:
    with tarfile.open(made, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo(name), io.BytesIO())

    assert run("restore", made, "--yes").exit_code == 1


def test_nothing_is_replaced_while_the_product_runs(
    run: Run, made: Path, settings: Settings
) -> None:
    with presence.working(settings.folder):
        done = run("restore", made, "--yes")

    assert done.exit_code == 1
    assert "tourne encore" in done.stderr


def test_nothing_is_replaced_when_one_says_no(app: Flask, run: Run, made: Path) -> None:
    press_list(app, "Après", "late@presse.example")

    done = run("restore", made, input="n\n")

    assert done.exit_code == 1
    assert "Rien n’a été touché" in done.stderr
    assert "late@presse.example" in emails(app)


def test_the_noes_of_another_house_are_not_lost(run: Run, made: Path, settings: Settings) -> None:
    (settings.folder / "keys" / "secret.key").write_bytes(b"A" * 43 + b"=")
    (settings.folder / "register").write_text(f"objection {'0' * 64} 2030-01-01T00:00:00Z\n")

    done = run("restore", made, "--yes")

    assert done.exit_code == 1
    assert "autre installation" in done.stderr
