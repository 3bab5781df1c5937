"""A private copy of a mention: kept in the house, opened by who reads the watch, never exported."""

import io
import json

import pytest
from PIL import Image
from sqlalchemy import select

from comms import cli
from comms.core.db import db
from comms.core.rights import Role
from comms.monitoring.mentions.models import MentionCopy
from comms.monitoring.mentions.queries.copies import folder, path_of
from comms.monitoring.mentions.rules.copies import kind_of
from tests.monitoring.articles import arrives, watch

PDF = b"%PDF-1.7 une page"


def photo() -> bytes:
    picture, out = Image.new("RGB", (20, 10), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Appareil secret"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def ines(app, cast):
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO")
    return cast.browser("ines")


def bring(browser, data: bytes, name: str = "page 3.pdf", mention: int = 1):
    form = {"file": (io.BytesIO(data), name)}
    return browser.post(f"/mentions/{mention}/copies", data=form, follow_redirects=True)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "application/pdf"),
        (b"ID3\x04 son", "audio/mpeg"),
        (b"\xff\xfb\x90 son", "audio/mpeg"),
        (b"OggS son", "audio/ogg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x20ftypM4A son", "audio/mp4"),
        (b"\0\0\0\x20ftypheic photo", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_copy_is_what_its_first_bytes_say(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_a_copy_is_kept_and_opened_as_a_file(app, ines) -> None:
    page = bring(ines, PDF).text
    assert "page 3.pdf" in page
    assert "1 ko" in page.replace("\xa0", " ")

    answer = ines.get("/mentions/copies/1")
    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_photograph_loses_what_it_tells_of_the_machine(app, ines) -> None:
    bring(ines, photo(), "une.jpg")

    kept = ines.get("/mentions/copies/1").data
    assert b"Appareil secret" not in kept
    assert Image.open(io.BytesIO(kept)).size == (20, 10)


def test_other_files_and_none_are_refused(app, ines) -> None:
    assert "ni une photo" in bring(ines, b"<html><script>alert(1)</script>", "a.html").text
    assert "Choisissez un fichier" in bring(ines, b"").text
    with app.app_context():
        assert db.session.scalars(select(MentionCopy)).all() == []
        assert not folder().exists()


def test_a_copy_taken_away_is_gone_from_the_disk(app, ines) -> None:
    bring(ines, PDF)
    with app.app_context():
        path = path_of(db.session.scalars(select(MentionCopy)).one())
    assert path.exists()

    assert ines.post("/mentions/copies/1/delete").status_code == 303
    assert not path.exists()
    assert ines.get("/mentions/copies/1").status_code == 404


def test_no_export_has_it(app, ines) -> None:
    bring(ines, PDF, "secret-page.pdf")
    cli.install(app)

    for form in ("json", "csv", "md"):
        made = app.test_cli_runner().invoke(args=["mentions", "export", "--format", form])
        assert "secret-page" not in made.output
    assert (
        "copies"
        not in json.loads(app.test_cli_runner().invoke(args=["mentions", "export"]).output)[0]
    )


def test_it_is_for_those_who_read_the_watch(app, cast, ines) -> None:
    bring(ines, PDF)
    cast.actor("max", Role.GUEST)

    assert app.test_client().get("/mentions/copies/1").status_code in {302, 303}
    assert cast.browser("max").get("/mentions/copies/1").status_code == 403
    assert bring(cast.browser("max"), PDF).status_code == 403
    assert bring(ines, PDF, mention=99).status_code == 404
    assert ines.get("/mentions/copies/1/delete").status_code == 405
