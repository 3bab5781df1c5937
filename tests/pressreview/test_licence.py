"""Whole texts under a licence: declared, ticked once, printed, sent to whom it reaches, ended."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from comms import cli
from comms.audit.models import AuditLine
from comms.core import clock, options
from comms.core.db import db
from comms.core.rights import College, Role
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.service import sorting
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.service import keeping, sending
from comms.pressreview.service.carrying import carry_due
from tests.conftest import NOW, posted
from tests.monitoring.articles import arrives, watch
from tests.together import at_once

BODY = (
    f"<p>HRO a compté 98 opérations.</p><p>{'Le corps de l’article. ' * 40}</p><p>Fin du texte.</p>"
)
ARABIC = f"<p>قالت HRO إن الإخلاء</p><p>{'نص عربي طويل جدا. ' * 60}</p>"
DECLARED = {
    "licence_grantor": "CFC",
    "licence_number": "2030-7",
    "licence_until": "2030-03-31",
    "licence_covers": "listed",
    "licence_outlets": "La Voix\nAl Sahil",
    "licence_readers": "2",
}


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture
def lea(cast):
    return cast.browser("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def admin(cast):
    return cast.browser("ada", Role.ADMIN)


@pytest.fixture
def kept(app, cast):
    """Three articles held whole; the licence will cover two of them."""
    me = cast.actor("ines")
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO à Calais", outlet="La Voix", content=BODY)
        arrives("HRO في كاليه", outlet="Al Sahil", content=ARABIC, language="ar")
        arrives("HRO ailleurs", outlet="Le Soir", content=BODY.replace("98", "12"))
        for mention in db.session.scalars(select(Mention)):
            sorting.sort(mention, "kept", actor=me)
        db.session.commit()


def _review(browser, **facts):
    return browser.post("/press-review", data={"days": 7, "whole": "1", **facts}).location


def test_without_a_licence_there_is_no_box_and_a_tick_is_refused(app, lea, admin, kept):
    page = lea.get("/press-review").text
    assert 'name="whole"' not in page
    assert "aucune licence n’est déclarée" in page
    assert "/settings" not in page.partition("aucune licence")[2].partition("</p>")[0]
    assert "/settings#licence" in admin.get("/press-review").text

    _review(lea)

    with app.app_context():
        assert db.session.scalars(select(Review)).all() == []


def test_a_licence_is_declared_in_the_settings_and_a_wrong_one_says_what_is_wrong(app, admin):
    wrong = admin.post("/settings/licence", data={**DECLARED, "licence_outlets": ""})
    ended = admin.post("/settings/licence", data={**DECLARED, "licence_until": "2030-03-11"})
    assert (wrong.status_code, ended.status_code) == (422, 422)
    assert "Nommez les médias" in wrong.text
    assert "2030-7" in wrong.text
    assert "Ce jour est passé" in ended.text

    assert admin.post("/settings/licence", data=DECLARED).status_code == 303
    assert "Licence déclarée jusqu’au 31 mars 2030 inclus" in admin.get("/settings").text
    admin.post("/settings/licence/withdraw")

    with app.app_context():
        assert options.get("press_licence") == {}
        acts = db.session.scalars(select(AuditLine.act)).all()
    assert {"pressreview.licence_declared", "pressreview.licence_withdrawn"} <= set(acts)


def test_what_is_ticked_is_printed_in_every_form_and_the_rest_says_that_it_is_short(
    app, lea, admin, kept
):
    admin.post("/settings/licence", data=DECLARED)
    page = lea.get("/press-review").text
    assert " checked" not in page.partition('name="whole"')[2].partition(">")[0]

    where = _review(lea)

    html = lea.get(f"{where}.html").text
    assert html.count("Fin du texte.") == 1
    assert '<div lang="ar" dir="rtl"><blockquote><p>قالت' in html
    assert "la licence ne couvre pas ce média" in html
    assert "CFC, n°\u00a02030-7" in html.rpartition('class="foot"')[2]
    assert "Fin du texte." in lea.get(f"{where}.txt").text
    assert lea.get(f"{where}.pdf").data.startswith(b"%PDF")
    assert lea.get(f"{where}.docx").data.startswith(b"PK")
    assert "Fin du texte." in lea.get(where).text
    short = lea.get(f"{where}.html?short=1").text
    assert "Fin du texte." not in short
    assert "2030-7" not in short
    assert " checked" not in lea.get("/press-review").text.partition('name="whole"')[2][:120]
    assert "Fin du texte." not in lea.get(f"{_review(lea, whole='')}.html").text
    with app.app_context():
        ticked = db.session.scalars(
            select(AuditLine).where(AuditLine.act == "pressreview.whole_texts")
        )
        assert [each.object for each in ticked] == ["pressreview:1"]


def test_whole_texts_go_to_members_as_many_as_the_licence_lets_others_get_quotations(
    app, cast, lea, admin, kept, box
):
    admin.post("/settings/licence", data=DECLARED)
    where = _review(lea)
    members = [cast.actor(each).id for each in ("ines", "jo", "kim")]
    lea.post(f"{where}/send", data={"members": members})
    assert "2 lecteurs" in lea.get(where).text
    with app.app_context():
        assert db.session.scalars(select(ReviewMail)).all() == []

    lea.post(f"{where}/send", data={"members": members[:2], "others": "part@exemple.net"})

    assert _carry(app) == 3
    bodies = {each.to: each.mail.get_body(("html",)).get_content() for each in box.all()}
    assert {to: "Fin du texte." in body for to, body in bodies.items()} == {
        "ines@exemple.org": True, "jo@exemple.org": True, "part@exemple.net": False,
    }  # fmt: skip
    assert "cid:" in bodies["part@exemple.net"]
    assert "<svg" not in bodies["part@exemple.net"]
    assert "Reçus par 2 lecteurs" in lea.get(where).text
    assert "Relevé (CSV)" in lea.get("/press-review").text
    lines = lea.post("/press-review/statement").data.decode("utf-8-sig").splitlines()
    assert sorted(line.split(";")[1:3] for line in lines[1:]) == [
        ["Al Sahil", "HRO في كاليه"], ["La Voix", "HRO à Calais"],
    ]  # fmt: skip
    assert all(line.endswith(";2") for line in lines[1:])


def test_where_readers_are_counted_no_page_and_no_two_sendings_at_once_give_it_to_more(
    app, cast, lea, admin, kept
):
    admin.post("/settings/licence", data=DECLARED)
    where, sender = _review(lea), cast.actor("lea", Role.APPROVER, College.STAFF)
    members = [cast.actor(each).id for each in ("ines", "jo", "kim", "tom")]

    def sent(some: list[int]) -> object:
        return sending.send(db.session.get_one(Review, 1), some, "", actor=sender)

    acts = [partial(sent, members[:2]), partial(sent, members[2:])]
    found = at_once(app, acts)

    assert sorted(map(type, found), key=str) == [int, tuple]
    with app.app_context():
        assert len(db.session.scalars(select(ReviewMail)).all()) == 2
    readers = [cast.browser(each) for each in ("ines", "jo", "kim", "tom")]
    assert ["Fin du texte." in each.get(f"{where}.txt").text for each in readers].count(True) == 2
    assert ["Fin du texte." in each.get(where).text for each in readers].count(True) == 2
    assert "Fin du texte." in lea.get(f"{where}.txt").text


def test_a_licence_that_ends_takes_whole_texts_out_of_what_has_not_left(
    app, cast, lea, admin, kept, box
):
    admin.post("/settings/licence", data=DECLARED)
    where = _review(lea)
    lea.post(f"{where}/send", data={"members": cast.actor("ines").id})

    with app.app_context(), clock.fixed(NOW + timedelta(days=20)):
        carry_due()
        review = db.session.get_one(Review, 1)
        assert (keeping.licence_of(review), keeping.forget_texts()) == (None, 0)
    with app.app_context(), clock.fixed(NOW + timedelta(days=60)):
        assert keeping.forget_texts() == 1
        assert db.session.get_one(Review, 1).whole_page == ""

    (mail,) = box.all()
    assert "Fin du texte." not in mail.mail.as_string()
    assert "HRO à Calais" in mail.mail.get_body(("plain",)).get_content()


def test_a_licence_that_covers_less_than_what_was_printed_lets_none_of_it_leave(
    app, cast, lea, admin, kept, box
):
    admin.post("/settings/licence", data=DECLARED)
    where = _review(lea)
    lea.post(f"{where}/send", data={"members": cast.actor("ines").id})
    admin.post("/settings/licence", data={**DECLARED, "licence_outlets": "La Voix"})

    assert _carry(app) == 1
    assert "Fin du texte." not in lea.get(f"{where}.html").text
    assert "Fin du texte." not in box.all()[0].mail.as_string()


def _carry(app) -> int:
    with app.app_context():
        return carry_due()


def test_the_command_prints_whole_texts_only_when_asked_and_only_under_a_licence(app, admin, kept):
    if "review" not in app.cli.commands:
        cli.install(app)
    run = app.test_cli_runner().invoke
    refused = run(args=["review", "make", "--whole-texts"])
    admin.post("/settings/licence", data=DECLARED)

    made = run(args=["review", "make", "--whole-texts"])
    usual = run(args=["review", "make"])

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "licence" in refused.stderr
    assert "Fin du texte." in made.stdout
    assert "Fin du texte." not in usual.stdout
