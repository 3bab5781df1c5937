"""Who may not send a press review asks that it be sent; who may sends it, or declines."""

import re
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from comms.accounts.models import Member
from comms.audit.models import AuditLine
from comms.core import clock
from comms.core.db import db
from comms.core.languages import typeset
from comms.core.rights import College, Role
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.service import sorting
from comms.notices.models import Notice
from comms.notices.service.carrying import carry_due
from comms.pressreview.models import Review
from comms.pressreview.rules.asking import Asked, obstacles_to_asking, obstacles_to_declining
from comms.pressreview.rules.wrong import ReviewWrong
from comms.pressreview.service import asking
from tests.conftest import NOW, posted
from tests.monitoring.articles import arrives, watch
from tests.together import at_once


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
def page(app, cast, ines, lea) -> str:
    """Return the page of a review that Ines prepared of one article."""
    me = cast.actor("ines")
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO à Calais", outlet="La Voix")
        for mention in db.session.scalars(select(Mention)):
            sorting.sort(mention, "kept", actor=me)
        db.session.commit()
    return ines.post("/press-review", data={"days": 7}).location


def _review(app) -> Review:
    with app.app_context():
        return db.session.scalars(select(Review)).one()


def _word(app, word: str) -> dict[str, str]:
    """Return a no as the page of the review sends it."""
    return {"word": word, "ask": asking.mark(_review(app))}


def _told(app) -> list[tuple[str, int]]:
    with app.app_context():
        rows = db.session.scalars(select(Notice).where(Notice.read_at.is_(None)))
        return sorted((each.kind, each.member_id) for each in rows)


def test_what_says_nothing_was_sent_or_waits_already_is_not_asked_for():
    assert obstacles_to_asking(Asked(), "", has_stories=True) == []
    assert obstacles_to_asking(Asked(NOW, NOW), "Encore", has_stories=True) == []
    assert obstacles_to_asking(Asked(NOW), "x" * 501, has_stories=False) == [
        ReviewWrong.ASKED_ALREADY,
        ReviewWrong.NOTHING_KEPT,
        ReviewWrong.TOO_MANY_WORDS,
    ]
    sent = Asked(NOW, sent_at=NOW)
    assert obstacles_to_asking(sent, "", has_stories=True) == [ReviewWrong.SENT_ALREADY]


def test_one_declines_what_waits_and_says_why():
    def obstacles(asked: Asked, word: str, *, is_another: bool = False) -> list[ReviewWrong]:
        return obstacles_to_declining(asked, word, is_another=is_another)

    assert obstacles(Asked(NOW), "Demain.") == []
    assert obstacles(Asked(NOW), "") == [ReviewWrong.NO_WORD]
    assert obstacles(Asked(NOW), "Non", is_another=True) == [ReviewWrong.ANOTHER_ASK]
    assert obstacles(Asked(NOW, sent_at=NOW), "Non") == [ReviewWrong.NOT_ASKED]
    assert obstacles(Asked(NOW, NOW), "Non") == [ReviewWrong.NOT_ASKED]


def test_an_intern_asks_from_the_page_and_sees_that_it_waits(ines, page):
    assert "Demander l’envoi" in ines.get(page).text

    ines.post(f"{page}/ask", data={"note": "Au CA, avant jeudi."})

    shown = ines.get(page).text
    assert "Ines a demandé l’envoi" in shown
    assert "Au CA, avant jeudi." in shown
    assert "Demander l’envoi" not in shown
    assert "Chez les autres" in ines.get("/").text
    assert "envoi demandé" in ines.get("/press-review").text


def test_it_stands_before_who_may_send_with_who_asks_and_why(app, cast, ines, lea, page):
    cast.actor("odile", Role.APPROVER, College.BOARD)
    ines.post(f"{page}/ask", data={"note": "Au CA, avant jeudi."})

    today, shown = lea.get("/").text, lea.get(page).text
    told = {member for kind, member in _told(app) if kind == "press_review_asked"}

    assert "envoi demandé" in today.partition("Attend votre décision")[2]
    assert f'href="{page}"' in today
    assert "Ines · " in today
    assert "Au CA, avant jeudi." in today
    assert "Ines a demandé l’envoi" in shown
    assert "Envoyer la revue" in shown
    assert told == {cast.actor(name).id for name in ("lea", "odile")}
    assert page in lea.get("/notices").text


def test_the_mail_says_who_asks_and_leads_to_the_review_but_tells_no_note(app, ines, page, box):
    ines.post(f"{page}/ask", data={"note": "Au CA, avant jeudi."})

    with app.app_context():
        assert carry_due() == 1

    (mail,) = box.to("lea@exemple.org")
    text = mail.mail.get_content()
    assert mail.subject == typeset("Envoi demandé : « Revue de presse du 12 mars 2030 »")
    assert "Ines vous demande d’envoyer" in text
    assert f"http://127.0.0.1:5000{page}" in text.splitlines()
    assert "avant jeudi" not in text


def test_asked_in_two_tabs_it_is_asked_once(app, ines, page):
    ines.post(f"{page}/ask", data={"note": "La première"})

    again = ines.post(f"{page}/ask", data={"note": "La seconde"}, follow_redirects=True)

    assert "déjà demandé" in again.text
    assert _review(app).asked_note == "La première"
    assert len(_told(app)) == 1


def test_of_two_who_ask_at_once_one_has_asked(app, cast, page):
    review_id = _review(app).id
    both = [cast.actor("ines"), cast.actor("yann")]

    def ask(actor):
        asking.ask(db.session.get_one(Review, review_id), "", actor=actor)

    found = at_once(app, [partial(ask, actor) for actor in both])

    assert sorted(found, key=str) == [(ReviewWrong.ASKED_ALREADY,), None]
    assert len(_told(app)) == 1


def test_sending_it_ends_the_ask_and_tells_who_asked(app, cast, ines, lea, page):
    ines.post(f"{page}/ask")
    lea.post(f"{page}/send", data={"others": "part@exemple.net"})
    lea.post(f"{page}/send", data={"others": "autre@exemple.net"})

    assert "envoi demandé" not in lea.get("/").text
    assert _told(app) == [("press_review_sent", cast.actor("ines").id)]
    assert typeset("Envoyée : « Revue de presse du 12 mars 2030 »") in ines.get("/").text
    shown = ines.get(page).text
    assert "par Lea." in shown
    assert "Demander l’envoi" not in shown
    refused = ines.post(f"{page}/ask", follow_redirects=True)
    assert "déjà envoyée" in refused.text


def test_a_sending_that_is_refused_leaves_the_ask_where_it_is(app, ines, lea, page):
    ines.post(f"{page}/ask")

    lea.post(f"{page}/send", data={"others": "pas une adresse"})

    assert "envoi demandé" in lea.get("/").text
    assert [kind for kind, _ in _told(app)] == ["press_review_asked"]


def test_who_asked_reads_why_it_was_declined_and_may_ask_again(app, cast, ines, lea, page):
    ines.post(f"{page}/ask", data={"note": "Au CA"})
    assert "Décliner" in lea.get(page).text
    lea.post(f"{page}/decline", data=_word(app, "Ajoutez le Soir."))

    shown = ines.get(page).text
    assert "Lea a décliné" in shown
    assert "Ajoutez le Soir." in shown
    assert _told(app) == [("press_review_declined", cast.actor("ines").id)]
    said = _first(ines)
    assert "envoi décliné" in said
    assert typeset("Lea : « Ajoutez le Soir. »") in said
    assert f'href="{page}"' in said
    assert "envoi demandé" not in lea.get("/").text
    assert "Décliner" not in lea.get(page).text

    with clock.fixed(NOW + timedelta(hours=1)):
        ines.post(f"{page}/ask", data={"note": "Fait"})
    assert "Ajoutez le Soir." not in ines.get(page).text
    assert _first(ines) == ""
    assert _told(app) == [("press_review_asked", cast.actor("lea").id)]


def test_a_no_stays_on_aujourdhui_until_it_is_read(app, cast, ines, lea, page):
    yann = cast.browser("yann")
    ines.post(f"{page}/ask")
    lea.post(f"{page}/decline", data=_word(app, "Demain"))
    ines.get(page)
    assert "Demain" in _first(ines)
    assert _first(yann) == _first(lea) == ""

    (read,) = re.findall(r'action="(/notices/\d+/read)"', _first(ines))
    assert yann.post(read).status_code == 404
    ines.post(read)

    assert _first(ines) == ""
    assert "Lea a décliné" in ines.get(page).text


def test_sent_after_all_it_is_no_no_any_more(app, ines, lea, page):
    ines.post(f"{page}/ask")
    lea.post(f"{page}/decline", data=_word(app, "Demain"))
    assert "Demain" in _first(ines)

    lea.post(f"{page}/send", data={"others": "part@exemple.net"})

    assert _first(ines) == ""


def test_who_may_send_by_now_sees_the_no_too(app, cast, ines, lea, page):
    ines.post(f"{page}/ask")
    lea.post(f"{page}/decline", data=_word(app, "Demain"))
    number = cast.actor("ines").id
    with app.app_context():
        db.session.get_one(Member, number).role = Role.APPROVER
        db.session.commit()

    assert "Demain" in _first(ines)


def _first(browser) -> str:
    """Return what Aujourd'hui says to do first; empty when there is no such card."""
    said = browser.get("/").text.partition(typeset("À faire d’abord"))[2]
    return said.partition("</section>")[0]


def test_until_it_is_sent_the_page_says_that_it_follows_what_is_kept(app, ines, lea, page):
    follows = "d’ici l’envoi la change aussi"
    assert follows in ines.get(page).text

    lea.post(f"{page}/send", data={"others": "ada@example.org"})

    assert follows not in ines.get(page).text


def test_a_quote_runs_the_way_of_its_own_letters(app, cast, ines):
    me = cast.actor("ines")
    with app.app_context():
        watch("Nom", "HRO")
        arrives("إخلاء", "قالت منظمة HRO إن الإخلاء مستمر.")
        mention = db.session.scalars(select(Mention)).one()
        mention.lang = "fr"  # what a feed says of itself holds for all that it shows
        sorting.sort(mention, "kept", actor=me)
        db.session.commit()

    made = ines.post("/press-review", data={"days": 7}).location

    assert '<blockquote lang="fr" dir="auto">' in ines.get(made).text


def test_who_asked_takes_it_back_and_nobody_else_does(app, cast, ines, lea, page):
    ines.post(f"{page}/ask", data={"note": "Au CA"})
    yann = cast.browser("yann")
    assert "Retirer la demande" not in yann.get(page).text
    assert yann.post(f"{page}/take-back").status_code == 403
    assert "Retirer la demande" in ines.get(page).text

    ines.post(f"{page}/take-back")
    twice = ines.post(f"{page}/take-back", follow_redirects=True).text

    assert "Personne ne demande plus" in twice
    assert (_review(app).asked_at, _review(app).asked_note, _told(app)) == (None, "", [])
    assert "envoi demandé" not in lea.get("/").text
    assert "Demander l’envoi" in ines.get(page).text


def test_what_was_sent_meanwhile_is_not_taken_back(app, ines, lea, page):
    ines.post(f"{page}/ask")
    lea.post(f"{page}/send", data={"others": "part@exemple.net"})

    ines.post(f"{page}/take-back")

    assert _review(app).asked_at is not None


def test_a_no_without_a_word_or_too_late_declines_nothing(app, ines, lea, page):
    ines.post(f"{page}/ask")
    silent = lea.post(f"{page}/decline", data=_word(app, " "), follow_redirects=True)
    assert "Dites pourquoi" in silent.text
    lea.post(f"{page}/send", data={"others": "part@exemple.net"})

    late = lea.post(f"{page}/decline", data=_word(app, "Non"), follow_redirects=True)

    assert "Personne ne demande plus" in late.text
    assert _review(app).declined_at is None


def test_what_no_program_shows_is_left_out_of_a_note_and_of_a_no(app, ines, lea, page):
    ines.post(f"{page}/ask", data={"note": "Au CA\x1b\r\n\u202edemain"})
    asked = _review(app).asked_note
    lea.post(f"{page}/decline", data=_word(app, "Non\x1b\u202e"))

    assert (asked, _review(app).declined_word) == ("Au CA\ndemain", "Non")


def test_a_refused_note_comes_back_in_its_field(ines, page):
    answer = ines.post(f"{page}/ask", data={"note": "mot " * 200})

    assert answer.status_code == 422
    assert "500 signes au plus" in answer.text
    assert "mot mot mot" in answer.text


def test_a_review_of_nothing_is_not_asked_for(app, ines, lea):
    page = ines.post("/press-review", data={"days": 7}).location

    answer = ines.post(f"{page}/ask", follow_redirects=True)

    assert "Aucune retombée gardée" in answer.text
    assert _review(app).asked_at is None


def test_asking_and_declining_leave_a_trace(app, ines, lea, page):
    ines.post(f"{page}/ask")
    lea.post(f"{page}/decline", data=_word(app, "Non"))

    with app.app_context():
        acts = db.session.scalars(select(AuditLine.act).order_by(AuditLine.id)).all()
    assert [each for each in acts if each.startswith("pressreview.sending_")] == [
        "pressreview.sending_asked",
        "pressreview.sending_declined",
    ]


def test_who_may_ask_and_who_may_decline(app, cast, ines, lea, page):
    zoe = cast.browser("zoe", Role.GUEST)
    for deed in ("ask", "take-back", "decline"):
        assert zoe.post(f"{page}/{deed}").status_code == 403
        assert app.test_client().post(f"{page}/{deed}").status_code == 401
        assert lea.post(f"/press-review/99/{deed}").status_code == 404
        assert lea.get(f"{page}/{deed}").status_code == 405
    assert ines.post(f"{page}/decline", data={"word": "Non"}).status_code == 403
    assert _review(app).asked_at is None


def test_a_no_answers_only_the_ask_that_was_read(app, cast, ines, lea, page):
    ines.post(f"{page}/ask", data={"note": "Au CA"})
    read = _word(app, "Le CA l’a déjà.")
    ines.post(f"{page}/take-back")
    with clock.fixed(NOW + timedelta(minutes=1)):
        cast.browser("yann").post(f"{page}/ask", data={"note": "Aux partenaires"})

    late = lea.post(f"{page}/decline", data=read, follow_redirects=True).text

    assert "Une autre demande est venue" in late
    assert ">\nLe CA l’a déjà.</textarea>" in late
    assert (_review(app).declined_at, _review(app).declined_word) == (None, "")


def test_asked_and_taken_back_all_day_it_is_one_mail(app, ines, lea, page, box):
    for minute in range(3):
        with clock.fixed(NOW + timedelta(minutes=minute)):
            ines.post(f"{page}/ask")
            with app.app_context():
                carry_due()
            ines.post(f"{page}/take-back")
    with clock.fixed(NOW + timedelta(minutes=9)):
        ines.post(f"{page}/ask")

    assert len(box.to("lea@exemple.org")) == 1
    assert "envoi demandé" in lea.get("/").text


def test_who_asked_and_reads_no_more_is_told_nothing(app, cast, ines, lea, page):
    ines.post(f"{page}/ask")
    with app.app_context():
        db.session.get_one(Member, cast.actor("ines").id).role = Role.GUEST
        db.session.commit()

    lea.post(f"{page}/decline", data=_word(app, "Non"))

    assert _told(app) == []


def test_who_asked_and_may_send_by_now_takes_it_back_on_the_page(app, cast, ines, lea, page):
    ines.post(f"{page}/ask")
    number = cast.actor("ines").id
    with app.app_context():
        db.session.get_one(Member, number).role = Role.APPROVER
        db.session.commit()

    shown = ines.get(page).text
    assert "Retirer la demande" in shown
    assert "Décliner" not in shown
