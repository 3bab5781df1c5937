"""Pictures in the house: clean from the door on, and none leaves before a person has looked."""

import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from comms.audit import queries as audit
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import College, Role
from comms.media import service
from comms.media.models import Asset
from comms.media.rules import MAY_LEAVE, Look, PictureWrong, obstacle_to_leaving
from tests.cast import Cast
from tests.conftest import NOW
from tests.pictures import KINDS, SECRETS, jpeg, saved, scene
from tests.writing import SOON, channel, post_form, written


def _send(browser: FlaskClient, picture: bytes, name: str = "IMG_4417.HEIC", **fields: Any) -> str:
    form = {"title": "Une nuit", "file": (io.BytesIO(picture), name), **fields}
    answer = browser.post("/media", data=form, content_type="multipart/form-data")
    assert answer.status_code == 303
    return browser.get("/media").text


def _assets(app: Flask) -> list[Asset]:
    with app.app_context():
        return list(db.session.scalars(select(Asset).order_by(Asset.id)))


def _files(app: Flask) -> list[Path]:
    folder = app.extensions["settings"].folder / "media"
    return sorted(each for each in folder.iterdir() if each.is_file()) if folder.exists() else []


@pytest.mark.parametrize(
    ("look", "obstacle"),
    [
        (Look.WAITING, PictureWrong.NOT_LOOKED_AT),
        (Look.REFUSED, PictureWrong.MUST_NOT_LEAVE),
        (Look.NOBODY, None),
        (Look.CONSENT, None),
    ],
)
def test_a_picture_leaves_only_once_somebody_looked(
    look: Look, obstacle: PictureWrong | None
) -> None:
    assert obstacle_to_leaving(look) is obstacle
    assert (look in MAY_LEAVE) is (obstacle is None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_clean_from_the_door_on(app: Flask, cast: Cast, kind: str) -> None:
    page = _send(cast.browser("ines"), KINDS[kind]())

    (file,) = _files(app)
    assert not any(secret in file.read_bytes() for secret in SECRETS)
    assert "Métadonnées supprimées" in page
    assert "Une nuit" in page
    (asset,) = _assets(app)
    assert (asset.look, file.name) == ("waiting", asset.file)


def test_its_name_says_nothing_and_is_never_that_of_the_sender(app: Flask, cast: Cast) -> None:
    _send(cast.browser("ines"), jpeg(), "../../Samira-rue-de-Verdun.jpg", title="Samira")

    (file,) = _files(app)
    assert len(file.stem) == 32
    assert file.stat().st_mode & 0o077 == 0 or file.parent.stat().st_mode & 0o077 == 0


def test_who_may_read_sees_the_picture_itself(app: Flask, cast: Cast) -> None:
    _send(cast.browser("ines"), jpeg())

    shown = cast.browser("omar").get("/media/1/file")
    taken = cast.browser("omar").get("/media/1/file?save=1")

    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "visuel-1.jpg" in taken.headers["Content-Disposition"]
    with Image.open(io.BytesIO(shown.data)) as opened:
        assert opened.size == (120, 80)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choisissez une image"),
        (b"%PDF-1.7 not a picture", "pas une image que nous prenons"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "pas une image que nous prenons"),
        (saved(Image.new("1", (20_000, 20_000)), "PNG"), "trop grande"),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    app: Flask, cast: Cast, data: bytes, sentence: str
) -> None:
    form = {"title": "Une nuit sur la digue", "file": (io.BytesIO(data), "IMG_4417.HEIC")}
    page = cast.browser("ines").post("/media", data=form, content_type="multipart/form-data")

    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="Une nuit sur la digue"' in page.text
    assert _assets(app) == []
    assert _files(app) == []


def test_a_look_is_written_down_with_who_looked(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    _send(ines, jpeg())

    answer = ines.post("/media/1/look", data={"found": "nobody"})

    (asset,) = _assets(app)
    assert answer.status_code == 303
    assert (asset.look, asset.looked_by) == ("nobody", cast.actor("ines").id)
    with app.app_context():
        acts = [line.act for line in audit.history("asset", 1)]
    assert acts == ["asset.nobody", "asset.added"]


def test_a_look_nobody_has_changes_nothing(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    _send(ines, jpeg())

    ines.post("/media/1/look", data={"found": "everybody"})

    assert _assets(app)[0].look == "waiting"


def test_a_post_waits_for_the_look_at_its_picture_and_for_its_words(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    _send(ines, jpeg())
    form = post_form(at=SOON, channels=channel(app), visuals="1")
    number = written(ines, "post", form)
    ines.post(f"/review/{number}/ask")
    page = ines.get(f"/posts/{number}").text
    assert "regardez les visages" in page
    assert "texte alternatif" in page

    ines.post("/media/1/look", data={"found": "nobody"})
    ines.post(
        f"/posts/{number}", data={**form, "alt_1": "Une tente au bord d’un canal.", "base": "1"}
    )
    ines.post(f"/review/{number}/ask")

    assert (
        "Une tente au bord d’un canal."
        in cast.browser("lea", Role.APPROVER, College.STAFF).get(f"/review/{number}").text
    )


@pytest.mark.parametrize("path", ["/media", "/media/1/file"])
def test_a_guest_and_a_stranger_see_no_picture(app: Flask, cast: Cast, path: str) -> None:
    _send(cast.browser("ines"), jpeg())

    assert cast.browser("paul", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303


def test_a_guest_brings_nothing_in_and_decides_nothing(app: Flask, cast: Cast) -> None:
    _send(cast.browser("ines"), jpeg())
    paul = cast.browser("paul", Role.GUEST)

    form = {"file": (io.BytesIO(saved(scene(), "JPEG")), "a.jpg")}
    brought = paul.post("/media", data=form, content_type="multipart/form-data")
    decided = paul.post("/media/1/look", data={"found": "consent"})

    assert (brought.status_code, decided.status_code) == (403, 403)
    assert [each.look for each in _assets(app)] == ["waiting"]


@pytest.mark.parametrize("path", ["/media/9/file", "/media/0/file", "/media/x/file"])
def test_a_picture_that_does_not_exist_is_not_found(cast: Cast, path: str) -> None:
    assert cast.browser("ines").get(path).status_code == 404


def test_wrong_ways_in_are_refused(cast: Cast) -> None:
    ines = cast.browser("ines")

    assert ines.post("/media/9/look", data={"found": "nobody"}).status_code == 404
    assert ines.get("/media/1/look").status_code == 405
    assert ines.post("/media/1/file").status_code == 405


def test_pictures_nobody_names_are_forgotten_and_the_others_kept(app: Flask, cast: Cast) -> None:
    _send(cast.browser("ines"), jpeg())
    (kept,) = _files(app)
    small = kept.parent / "small"
    for stray in (kept.parent / "lost.jpg", small / "lost.jpg"):
        stray.write_bytes(b"x")
    long_ago = (NOW - timedelta(days=2)).timestamp()
    for each in (*kept.parent.iterdir(), *small.iterdir()):
        os.utime(each, (long_ago, long_ago))

    with app.app_context():
        assert service.forget_strays() == 2

    assert _files(app) == [kept]
    assert [each.name for each in small.iterdir()] == [kept.name.replace(".png", ".jpg")]


@pytest.mark.anywhere
def test_who_has_no_account_does_not_hold_all_threads_with_pictures(here) -> None:
    def meanwhile(others: int) -> Iterator[bytes]:
        if others:
            service.clean_from_outside(meanwhile(others - 1))
        yield jpeg()

    assert len(service.clean_from_outside(meanwhile(1))) == 1
    with pytest.raises(Refused) as caught:
        service.clean_from_outside(meanwhile(2))
    assert caught.value.obstacles == (PictureWrong.BUSY,)
    assert len(service.clean_from_outside(meanwhile(1))) == 1  # each gave its place back
