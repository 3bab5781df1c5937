"""Bad input, at every door: a clear sentence, nothing lost that was typed, nothing kept half."""

import io
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from comms import cli
from comms.contacts.book.models import Contact
from comms.contacts.files.models import Import
from comms.core.db import db
from comms.monitoring.intake.models import Entry
from comms.monitoring.sources.models import Source
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.peers import Running
from tests.peers.newspapers import item, rss
from tests.peers.web import serving
from tests.writing import release_form

ROW = "Nom;Courriel\r\nLefèvre;elodie@voix.example\r\n"
SHEETS = {
    "nuls": (ROW.encode("cp1252") + b"\0\0\0\0;x\r\n", "nul"),
    "100,000 columns": ((";" * 100_000 + "\r\n").encode() * 2, "colonnes"),
    "nothing": (b"", "fichier"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ""),
}
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE o [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 107)
    )
    + b']><opml version="2.0"><body><outline text="&j;" xmlUrl="https://a.example"/></body></opml>'
)


@pytest.fixture
def ines(cast: Cast) -> FlaskClient:
    return cast.browser("ines")


def _rows(app: Flask, *tables: type) -> list[int]:
    with app.app_context():
        return [db.session.scalar(select(func.count()).select_from(each)) for each in tables]


def _send(browser: FlaskClient, path: str, data: bytes, name: str):
    form = {"file": (io.BytesIO(data), name)}
    return browser.post(path, data=form, content_type="multipart/form-data")


def _command(app: Flask, *words: str):
    cli.install(app)
    return app.test_cli_runner().invoke(args=list(words))


@pytest.mark.parametrize("name", SHEETS)
def test_a_bad_sheet_is_refused_on_the_page(app: Flask, ines: FlaskClient, name: str) -> None:
    data, words = SHEETS[name]

    answer = _send(ines, "/contacts/import", data, "contacts.csv")

    assert answer.status_code == 422
    assert 'class="refusal"' in answer.text
    assert words in answer.text
    assert _rows(app, Contact, Import) == [0, 0]


@pytest.mark.anywhere
@pytest.mark.parametrize("name", SHEETS)
def test_a_bad_sheet_is_refused_by_the_command(app: Flask, tmp_path: Path, name: str) -> None:
    file = tmp_path / "contacts.csv"
    file.write_bytes(SHEETS[name][0])

    answer = _command(app, "contacts", "import", str(file), "--origin", "essai", "--json")

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.strip().count("\n") == 0
    assert len(answer.stderr) > 20
    assert _rows(app, Contact, Import) == [0, 0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "mac-roman"])
def test_a_sheet_in_another_encoding_is_read_or_refused_never_garbled(
    app: Flask, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "contacts.csv"
    file.write_bytes(ROW.encode(encoding))

    answer = _command(app, "contacts", "import", str(file), "--origin", "essai", "--json")

    with app.app_context():
        names = list(db.session.scalars(select(Contact.name)))
    assert names == (["Lefèvre"] if answer.exit_code == 0 else [])


def test_a_bomb_of_entities_enters_by_no_door(
    app: Flask, ines: FlaskClient, tmp_path: Path
) -> None:
    file = tmp_path / "flux.opml"
    file.write_bytes(BOMB)

    page = _send(ines, "/watch/sources/import", BOMB, "flux.opml")
    command = _command(app, "feeds", "import", str(file))

    assert page.status_code == 422
    assert 'class="refusal"' in page.text
    assert command.exit_code == 1
    assert command.stderr.strip()
    assert _rows(app, Source) == [0]


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.1/feed",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/feed",
        "http://127.0.0.1:1/feed",
        "http://2130706433/feed",
        "file:///etc/passwd",
        "http://",
    ],
)
def test_an_address_on_a_private_network_is_no_source(
    app: Flask, ines: FlaskClient, url: str
) -> None:
    page = ines.post("/watch/sources/add", data={"url": url})
    command = _command(app, "feeds", "add", url)

    assert page.status_code == 422
    assert 'class="refusal"' in page.text
    assert url in page.text.replace("&#34;", '"')  # what was typed stands there
    assert command.exit_code == 1
    assert command.stderr.strip()
    assert _rows(app, Source) == [0]


@pytest.mark.anywhere
def test_a_feed_of_sixty_megabytes_is_left_and_its_neighbour_is_read(
    app: Flask, tmp_path: Path
) -> None:
    with serving() as web:
        items = [item("Une nuit", web.url("/1"), "Un texte.", "Tue, 12 Mar 2030 09:00:00 +0100")]
        huge = rss("Énorme", web.url("/"), items).replace(b"</channel>", b" " * 60_000_000)
        web.page("/huge", huge, content_type="application/rss+xml")
        web.page("/small", rss("Petit", web.url("/"), items), content_type="application/rss+xml")
        house = Running(tmp_path / "instance", COMMS_JOBS="off")
        listed = tmp_path / "flux.opml"
        listed.write_text(
            '<opml version="2.0"><body>'
            f'<outline xmlUrl="{web.url("/huge")}"/><outline xmlUrl="{web.url("/small")}"/>'
            "</body></opml>"
        )
        house.asked("feeds", "import", str(listed))
        polled = house.asked("feeds", "poll", "--all")

    sources = {each["url"].rpartition("/")[2]: each for each in house.asked("feeds", "list")}
    assert (polled["feeds"], polled["failed"], polled["entries_new"]) == (2, 1, 1)
    assert len(sources["huge"]["error"]) > 10
    assert sources["small"]["error"] is None


def test_a_form_with_a_nul_is_refused_and_gives_the_words_back(
    app: Flask, ines: FlaskClient
) -> None:
    answer = ines.post("/releases/new", data=release_form(title="Calais\0: une nuit"))

    assert answer.status_code == 400
    assert "caractère nul" in answer.text
    assert "Les équipes ont observé" in answer.text
    assert _rows(app, Piece) == [0]


def test_a_nul_in_an_address_is_refused(app: Flask, ines: FlaskClient) -> None:
    assert ines.get("/contacts?q=%00").status_code == 400
    assert ines.get("/search?q=a%00b&part=1").status_code == 400
    assert _rows(app, Entry) == [0]


@pytest.mark.parametrize(("words", "lang"), [("Ce texte est trop long", "fr"), ("too long", "en")])
def test_a_refusal_speaks_the_language_of_its_reader(
    app: Flask, ines: FlaskClient, words: str, lang: str
) -> None:
    ines.get(f"/language/{lang}")
    number = int(ines.post("/releases/new", data=release_form()).location.rpartition("/")[2])
    ines.post(f"/releases/{number}", data=release_form(base="1", body="a " * 150_000))

    ines.post(f"/review/{number}/ask")

    assert words in ines.get(f"/releases/{number}").text


@pytest.mark.anywhere
def test_a_wrong_setting_is_one_line_for_server_and_command(tmp_path: Path) -> None:
    house = Running(tmp_path / "instance", SMTP_URL="smtp://mail.exemple.org:smtp")

    command = house.flask("health", "--json")

    assert isinstance(command, subprocess.CompletedProcess)
    assert (command.returncode, command.stdout) == (1, "")
    assert command.stderr == "SMTP_URL: give smtp://user:pass@host:port?starttls=1\n"
