"""Taking the mentions away: a private feed that can be taken back, files."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from sqlalchemy import select

from comms.accounts.models import Member, PrivateAddress
from comms.audit.models import AuditLine
from comms.core.db import db
from comms.core.rights import College, Role
from comms.monitoring.mentions.models import Mention
from tests.monitoring.articles import arrives, watch

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


@pytest.fixture(autouse=True)
def two(app):
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO et la nuit", "Selon HRO, rien.", authors=["J. P."], link="https://a.example/1")
        arrives("=HRO", language=None)


def address(browser) -> str:
    page = browser.post("/mentions/take/feed").text
    found = re.search(r"https?://[^/]+(/mentions/feed/[\w-]+\.atom)", page)
    assert found
    return found[1]


def test_whoever_has_the_address_reads_the_newest_mentions(app, ines):
    answer = app.test_client().get(address(ines))

    root = etree.fromstring(answer.data)
    entries = root.findall(f"{ATOM}entry")
    assert answer.mimetype == "application/atom+xml"
    assert [each.findtext(f"{ATOM}title") for each in entries] == [
        "=HRO (Ouest-Info)", "HRO et la nuit (Ouest-Info)",
    ]  # fmt: skip
    assert entries[1].find(f"{ATOM}link").get("href") == "https://a.example/1"
    assert entries[1].findtext(f"{ATOM}summary") == "Selon HRO, rien."


def test_a_language_no_document_holds_breaks_no_feed(app, ines):
    with app.app_context():
        db.session.get_one(Mention, 2).lang = "fr\x1b"
        db.session.commit()

    answer = app.test_client().get(address(ines))

    assert etree.fromstring(answer.data).find(f"{ATOM}entry").values() == ["fr"]


def test_a_dismissed_mention_is_not_in_the_feed(app, ines):
    where = address(ines)
    ines.post("/mentions/sort", data={"ids": 1, "to": "dismissed"})

    told = app.test_client().get(where).text
    assert ("=HRO" in told, "la nuit" in told) == (True, False)


def test_a_new_address_replaces_the_old_one_and_can_be_taken_back(app, ines):
    first, second = address(ines), address(ines)
    stranger = app.test_client()

    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    assert ines.post("/mentions/take/feed/close").status_code == 303
    assert stranger.get(second).status_code == 404
    assert stranger.get("/mentions/feed/x.atom").status_code == 404
    with app.app_context():
        acts = db.session.scalars(
            select(AuditLine.act)
            .where(AuditLine.act.like("address_mentions%"))
            .order_by(AuditLine.id)
        )
        assert acts.all() == [
            "address_mentions.opened",
            "address_mentions.opened",
            "address_mentions.closed",
        ]


def test_the_secret_itself_is_kept_nowhere(app, ines):
    secret = address(ines).removeprefix("/mentions/feed/").removesuffix(".atom")

    with app.app_context():
        assert db.session.scalars(select(PrivateAddress.secret)).one() != secret


def test_the_feed_of_a_member_who_may_not_read_any_more_is_closed(app, cast, ines):
    where = address(ines)
    with app.app_context():
        from_now_on = db.session.scalars(select(PrivateAddress.member_id)).one()
        member = db.session.get_one(Member, from_now_on)
        member.role = Role.GUEST
        db.session.commit()

    assert app.test_client().get(where).status_code == 404


def test_who_may_export_takes_a_workbook_and_that_is_written_down(app, cast):
    cast.actor("lea", Role.APPROVER, College.STAFF)
    answer = cast.browser("lea").post("/mentions/export", data={"form": "xlsx"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.values)
    assert rows[0][:4] == ("Jour et heure", "Titre", "Média", "Genre de média")
    assert [row[1] for row in rows[1:]] == ["=HRO", "HRO et la nuit"]
    assert rows[1][8] == "à trier"
    with app.app_context():
        assert "mentions.exported" in db.session.scalars(select(AuditLine.act)).all()


def test_files_are_for_who_may_export_and_of_known_kinds(app, cast, ines):
    cast.actor("lea", Role.APPROVER, College.STAFF)

    assert ines.post("/mentions/export", data={"form": "csv"}).status_code == 403
    assert cast.browser("lea").post("/mentions/export", data={"form": "exe"}).status_code == 400
    csv = cast.browser("lea").post("/mentions/export", data={"form": "csv"})
    assert csv.data.decode("utf-8-sig").splitlines()[2].split(";")[3] == "'=HRO"
    assert ines.get("/mentions/export").status_code == 405
    assert app.test_client().get("/mentions/take").status_code in {302, 303}
    page = ines.get("/mentions/take").text
    assert "/mentions/export" not in page
    assert "une personne salariée ou du CA le prend d’ici" in page
