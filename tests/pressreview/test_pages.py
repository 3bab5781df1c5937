"""A press review on its pages: chosen, read, taken away, sent once to each."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from comms import cli
from comms.accounts.models import Member
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, events
from comms.core.db import db
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.service import sorting
from comms.monitoring.sources.models import Outage, Source
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.queries import stories as queries
from comms.pressreview.service.carrying import carry_due
from tests.conftest import NOW, posted
from tests.monitoring.articles import arrives, watch
from tests.monitoring.said import source
from tests.monitoring.stories.wire import Wire


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


@pytest.fixture
def lea(cast):
    return cast.browser("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def kept(app, cast):
    """A dispatch with its copy, and a story of its own; the last is not kept."""
    me = cast.actor("ines")
    text = " ".join(["Selon HRO, <b>98</b> opérations.", *Wire(3).sentences(200)])
    with app.app_context():
        watch("Nom", "HRO")
        arrives("Une dépêche", text, outlet="Ouest-Info", authors=["avec AFP"])
        arrives("Une reprise", text, outlet="Le Nord")
        arrives("HRO <à part>", "Un autre texte.", outlet="La Voix", at=NOW - timedelta(days=2))
        arrives("HRO, pas gardé", "Un troisième.", outlet="Le Soir")
        for mention in db.session.scalars(select(Mention).where(Mention.id < 4)):
            sorting.sort(mention, "kept", actor=me)
        sorting.annotate(db.session.get_one(Mention, 1), "À rappeler.", actor=me)
        sorting.set_tone(db.session.get_one(Mention, 1), "favourable", actor=me)
        db.session.commit()


def test_stories_come_by_how_much_they_were_taken_up(app, kept):
    with app.app_context():
        found = [story for _, story in queries.stories(NOW - timedelta(days=7), NOW)]

    assert [story.lead.title for story in found] == ["Une dépêche", "HRO <à part>"]
    assert [each.outlet for each in found[0].copies] == ["Le Nord"]
    assert (found[0].quote, found[0].agency) == ("Selon HRO, 98 opérations.", "AFP")


def test_a_review_is_prepared_and_taken_away_in_each_form(app, ines, kept):
    page = ines.get("/press-review").text
    assert "attend d’être triée" in page
    numbers = [int(part.split('"')[0]) for part in page.split('name="shown" value="')[1:]]
    made = ines.post(
        "/press-review",
        data={"days": 7, "shown": numbers, "stories": numbers[:1], "intro": "Bonjour à toustes."},
    )

    shown = ines.get(made.location).text
    assert "Bonjour à toustes." in shown
    assert "Une dépêche" in shown
    assert "à part" not in shown
    for form, start in (("html", b"<!DOCTYPE"), ("docx", b"PK"), ("pdf", b"%PDF")):
        taken = ines.get(f"{made.location}.{form}")
        assert taken.data.startswith(start)
    document = ines.get(f"{made.location}.html").text
    for said in ("Revue de presse", "Le Nord", "À rappeler.", "favorable", "AFP", "Selon HRO"):
        assert said in document
    assert ines.get(f"{made.location}.exe").status_code == 404


def test_too_long_an_introduction_is_refused_and_comes_back(ines, kept):
    shown = re.findall(r'name="shown" value="(\d+)"', ines.get("/press-review").text)
    form = {"days": 7, "shown": shown, "stories": shown}

    answer = ines.post("/press-review", data={**form, "intro": "mot " * 1300})

    assert answer.status_code == 422
    assert "5000 signes au plus" in answer.text
    assert "mot " * 1300 in answer.text


def test_what_was_not_watched_is_said(app, ines, kept):
    with app.app_context():
        sick = db.session.scalars(select(Source)).first()
        sick.trouble = "too_slow"
        sick.last_ok = NOW - timedelta(days=40)
        sick.newest_at = NOW - timedelta(days=40)
        source("https://abonnes.example/rss?key=7f3a", last_ok=NOW - timedelta(days=40))
        db.session.commit()
    made = ines.post("/press-review", data={"days": 7})

    text = ines.get(f"{made.location}.txt").text

    assert ("abonnes.example" in text, "7f3a" in text) == (True, False)  # a key stays here
    assert "Ce qui n’a pas été regardé" in text
    assert "Ouest-Info" in text.partition("regardé")[2]


def test_a_search_that_was_not_read_is_counted_for_its_name_says_what_is_looked_for(
    app, ines, kept
):
    with app.app_context():
        source(
            "https://news.google.com/rss/search?q=Amina+K",
            title='"Amina K" - Google Actualités',
            trouble="too_slow",
            last_ok=NOW - timedelta(days=40),
        )
    made = ines.post("/press-review", data={"days": 7})

    for form in ("txt", "html"):
        said = ines.get(f"{made.location}.{form}").text
        assert "1 recherche n’a pas été lue." in said
        assert "Amina" not in said


def test_a_review_without_anything_kept_is_refused_with_what_to_do(ines, app):
    made = ines.post("/press-review", data={"days": 7})

    answer = ines.get(f"{made.location}.pdf")

    assert answer.status_code == 422
    assert "Retombées" in answer.text
    assert ines.get("/press-review?days=0").status_code == 422


def test_a_review_is_sent_once_to_each_as_it_was_fixed(app, cast, lea, kept, box):
    me = cast.actor("ines")
    page = lea.post("/press-review", data={"days": 7}).location
    readers = {"members": me.id, "others": "Un Partenaire <part@exemple.net>\nPART@exemple.net"}
    lea.post(f"{page}/send", data=readers)
    lea.post(f"{page}/send", data=readers)
    first = _carry(app)
    with app.app_context():
        sorting.annotate(db.session.get_one(Mention, 1), "Changée.", actor=me)
        db.session.commit()
    with zipfile.ZipFile(io.BytesIO(lea.get(f"{page}.docx").data)) as packed:
        assert "À rappeler." in packed.read("word/document.xml").decode()
    lea.post(f"{page}/send", data={"others": "autre@exemple.net"})
    second = _carry(app, 60)

    assert (first, second) == (2, 1)
    assert sorted(each.to for each in box.all()) == [
        "autre@exemple.net", "ines@exemple.org", "part@exemple.net",
    ]  # fmt: skip
    bodies = {each.mail.get_body(("plain",)).get_content() for each in box.all()}
    assert len(bodies) == 1
    assert "À rappeler." in bodies.pop()


def test_what_its_sender_has_not_read_is_not_sent(app, lea, kept, box):
    page = lea.post("/press-review", data={"days": 7}).location
    readers = {"others": "part@exemple.net"}
    read = lea.get(page).text
    with app.app_context():
        db.session.get_one(Mention, 1).title = "Un tout autre titre"
        db.session.commit()

    refused = lea.post(f"{page}/send", data={**readers, "shown": _shown(read)})
    again = lea.post(f"{page}/send", data={**readers, "shown": _shown(refused.text)})

    assert refused.status_code == 422
    assert "ne dit plus ce que vous avez lu" in refused.text
    assert "part@exemple.net" in refused.text
    assert (again.status_code, _carry(app)) == (303, 1)
    assert "Un tout autre titre" in box.all()[0].mail.get_body(("plain",)).get_content()


def _shown(page: str) -> str:
    found = re.search(r'name="shown"\s+value="(\w+)"', page)
    assert found
    return found[1]


def _carry(app, minutes: int = 0) -> int:
    with app.app_context(), clock.fixed(NOW + timedelta(minutes=minutes)):
        return carry_due()


def test_who_was_refused_once_asks_a_person_and_may_be_named_again(app, lea, kept, box):
    page = lea.post("/press-review", data={"days": 7}).location
    box.refuses["part@exemple.net"] = "550 no such mailbox"
    lea.post(f"{page}/send", data={"others": "part@exemple.net"})
    assert _carry(app) == 0

    today, shown = lea.get("/").text, lea.get(page).text
    assert "Le serveur de courrier l’a refusé" in today
    assert "Réessayer" in shown
    assert shown.count("part@exemple.net") == 1  # an address without a name is said once
    lea.post("/press-review/mails/1/resolve", data={"answer": "again"})
    assert _carry(app, 1) == 0
    box.refuses.clear()
    lea.post(f"{page}/send", data={"others": "part@exemple.net"})

    assert (_carry(app, 2), _carry(app, 3)) == (1, 0)
    assert [each.to for each in box.all()] == ["part@exemple.net"]


def test_a_member_typed_again_at_an_address_with_an_accent_gets_it_once(app, cast, lea, kept):
    page = lea.post("/press-review", data={"days": 7}).location
    with app.app_context():
        db.session.get_one(Member, cast.actor("ines").id).email = "Inès@été.example"
        db.session.commit()

    typed = {"members": cast.actor("ines").id, "others": "inès@xn--t-9fab.example"}
    lea.post(f"{page}/send", data=typed)

    with app.app_context():
        assert len(db.session.scalars(select(ReviewMail)).all()) == 1


@pytest.mark.anywhere
def test_who_is_erased_is_forgotten_at_an_address_with_an_accent_too(app, lea, kept):
    page = lea.post("/press-review", data={"days": 7}).location
    lea.post(f"{page}/send", data={"others": "Mina <Mina@été.example>\npart@exemple.net"})

    with app.app_context():
        mina = db.session.scalars(select(ReviewMail).order_by(ReviewMail.id)).first()
        mina.address_key = "mina@xn--t-9fab.example"  # as it was written once
        events.announce(events.PersonErased(1, frozenset({email_key("Mina@été.example")})))
        db.session.commit()
        rows = db.session.scalars(select(ReviewMail).order_by(ReviewMail.id)).all()

    assert [(row.name, row.address) for row in rows] == [("", ""), ("", "part@exemple.net")]


def test_a_wrong_address_sends_nothing_to_anybody(app, lea, kept):
    page = lea.post("/press-review", data={"days": 7}).location

    lea.post(f"{page}/send", data={"others": "part@exemple.net\npas une adresse"})
    lea.post(f"{page}/send", data={})

    with app.app_context():
        assert db.session.scalars(select(ReviewMail)).all() == []
        assert db.session.scalars(select(Review)).one().sent_at is None


def test_a_mail_in_doubt_stands_on_aujourdhui_until_someone_decides(app, cast, lea, kept):
    page = lea.post("/press-review", data={"days": 7}).location
    lea.post(f"{page}/send", data={"others": "part@exemple.net"})
    with app.app_context():
        db.session.scalars(select(ReviewMail)).one().state = Way.DOUBTFUL
        db.session.commit()
    assert "part@exemple.net" in lea.get("/").text

    lea.post("/press-review/mails/1/resolve", data={"answer": "perhaps"})
    lea.post("/press-review/mails/1/resolve", data={"answer": "there"})

    with app.app_context():
        assert db.session.scalars(select(ReviewMail)).one().state == Way.SENT


def test_each_page_knows_who_may(app, cast, ines, kept):
    page = ines.post("/press-review", data={"days": 7}).location
    for path in ("/press-review", page, f"{page}.html"):
        assert ines.get(path).status_code == 200
        assert cast.browser("zoe", Role.GUEST).get(path).status_code == 403
        assert app.test_client().get(path).status_code == 303
        assert ines.delete(path).status_code == 405
    assert ines.post(f"{page}/send", data={"others": "a@exemple.net"}).status_code == 403
    assert ines.post("/press-review/mails/1/resolve").status_code == 403
    assert ines.get("/press-review/99").status_code == 404
    assert cast.browser("zoe", Role.GUEST).post("/press-review").status_code == 403


def test_the_command_writes_a_review(app, kept, tmp_path):
    if "review" not in app.cli.commands:
        cli.install(app)
    out = tmp_path / "revue.docx"
    run = app.test_cli_runner().invoke

    page = run(args=["review", "make", "--days", "7", "--format", "html"])
    told = run(args=["review", "make", "--format", "docx", "--json", str(out)])
    none = run(args=["review", "make", "--days", "0"])

    assert "Une dépêche" in page.stdout
    assert json.loads(told.stdout) == {"path": str(out), "bytes": out.stat().st_size}
    assert (none.exit_code, "366" in none.stderr) == (1, True)


def test_an_outage_that_is_over_is_told_on_the_page_and_in_each_file(app, ines, kept):
    def over(hours: int, until: int, kind: str = "source.site_fails") -> Outage:
        ends = NOW - timedelta(hours=until)
        return Outage(since=ends - timedelta(hours=hours), until=ends, kind=kind)

    with app.app_context():
        names = ("Ouest", "Le Bref", '"Amina" - Google Actualités', "Le Vieux")
        addresses = (
            "o.example/rss",
            "b.example/rss",
            "news.google.com/rss/search?q=A",
            "v.example",
        )
        numbers = [
            source(f"https://{address}", title=name, last_ok=NOW, last_new=NOW)
            for name, address in zip(names, addresses, strict=True)
        ]
        found = [
            over(48, 72),
            over(3, 24),
            over(48, 72),
            over(48, 20 * 24),
            over(72, 48, "source.unread"),
        ]
        for number, each in zip((*numbers, None), found, strict=True):
            each.source_id = number
            db.session.add(each)
        db.session.commit()
    page = ines.post("/press-review", data={"days": 7}).location

    for path in (page, f"{page}.txt", f"{page}.html"):
        said = ines.get(path).text.replace("\xa0", " ").partition("pas été regardé")[2]
        assert "Ouest : non lu du 7 au 9 mars (site en panne)." in said
        assert "Veille à l’arrêt du 7 au 10 mars : aucune source n’a été lue." in said
        assert "1 source n’a pas répondu pendant moins de douze heures." in said
        assert "1 recherche n’a pas été lue." in said
        assert not any(each in said for each in ("Amina", "Le Vieux", "Le Bref"))


def test_what_began_to_fail_after_the_days_of_a_review_is_not_told_in_it(app, ines, kept):
    page = ines.post("/press-review", data={"days": 7}).location
    with app.app_context():
        for name, hours in (("Avant", -30), ("Après", 2)):
            failing = {"last_ok": NOW, "trouble": "http.too_slow", "last_new": NOW}
            since = NOW + timedelta(hours=hours)
            source(f"https://{name}.example", title=name, unread_since=since, **failing)

    said = ines.get(f"{page}.txt").text.replace("\xa0", " ")

    assert "Avant : non lu depuis le 11 mars (site sans réponse)." in said
    assert "Après" not in said
