"""The place: told to who comes, once it is approved by another."""

import functools
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from comms.accounts.models import Member
from comms.accounts.service import members
from comms.core import clock
from comms.core.db import db
from comms.core.events import HouseRestored, announce
from comms.core.rights import College, Role
from comms.events import queries
from comms.events.models import Event
from comms.events.service import guarding, planning
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import Kind, kind_of
from comms.pieces.rules.leaving import Content, Plan
from comms.posts.rules import PostWords, Variant, Visual
from comms.releases.rules import ReleaseWords, Signatory
from tests.events.steps import (
    DAY,
    FORM,
    answer_on,
    approve_place,
    carry,
    invite,
    link_of,
    text_of,
)
from tests.together import at_once, meanwhile
from tests.writing import LATER, SOON, approved, press_list, release_form, written


def test_the_place_is_told_to_who_comes_once_it_is_approved_by_another(app, cast, box, event):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    before = answer_on(app, "yes", outlet="Radio Phare")
    own = cast.browser("ines", Role.APPROVER).post(f"/events/{event}/place", data={"hash": "x"})
    assert own.status_code == 403
    assert (carry(app), "quai" in before) == (0, False)

    approve_place(cast, event)

    assert [carry(app), carry(app)] == [1, 0]
    (letter,) = box.taken
    assert letter.to == "ada@e.org"
    assert "12, quai de la Digue" in text_of(letter)
    assert "vendredi 15 mars 2030, 11" in text_of(letter)
    assert "12, quai de la Digue" in app.test_client().get(link_of(app)).text
    assert "quai" not in app.test_client().get(link_of(app, 2)).text
    assert "quai" not in answer_on(app, "maybe", 2)
    page = cast.browser("ines").get(f"/events/{event}").text
    assert "viennent 1" in page
    assert "2 personnes" in page
    assert "Radio Phare" in page
    assert "a reçu le lieu" in page


def test_who_changes_their_mind_is_told_no_more_and_a_new_place_is_approved_anew(
    app, cast, box, event
):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    approve_place(cast, event)
    answer_on(app, "yes")
    assert "quai" not in answer_on(app, "no")
    assert carry(app) == 0
    answer_on(app, "yes")
    assert carry(app) == 1

    form = {**FORM, "place": "3, rue du Phare", "owner": str(cast.actor("ines").id)}
    cast.browser("ines").post(f"/events/{event}/edit", data=form)
    assert "Phare" not in app.test_client().get(link_of(app)).text
    approve_place(cast, event)

    assert carry(app) == 1
    assert "Changement" in box.taken[1].subject
    assert "3, rue du Phare" in text_of(box.taken[1])


def test_no_text_says_a_place_that_is_still_secret(app, cast, event):
    body = "Rendez-vous au 12 quai de la Digue.\n\n## Programme\n\nLes chiffres."
    ines = cast.browser("ines")
    listed = press_list(app, "Littoral", "ada@e.org")
    number = int(
        ines.post(
            "/releases/new", data=release_form(body=body, at=LATER, lists=listed)
        ).location.rpartition("/")[2]
    )

    asked = ines.post(f"/review/{number}/ask", follow_redirects=True).text

    assert "Ce texte dit le lieu de" in asked
    with app.app_context():
        assert db.session.get_one(Piece, number).state == "draft"


RELEASE = ReleaseWords(title="Venez", body="Les chiffres.", contacts=("Ada",))
POST = PostWords(text="Une image")
AT = "12, quai de la Digue"


@pytest.mark.anywhere
def test_nothing_that_leaves_says_a_secret_place(app, event):
    behind, here = "https://e.org/12%20quai%20de-la-Digue", "[Ici](https://e.org"
    door = Visual(1, alt=f"La porte, {AT}"), Visual(1, alts={"en": f"The door, {AT}"})
    english = (Variant("mastodon", "en", "A picture"),)
    those: list[ReleaseWords | PostWords] = [
        replace(RELEASE, contacts=(f"Ada Exemple, {AT}, 06 39 98 00 00",)),
        replace(RELEASE, about=f"Nos bureaux : {AT}."),
        replace(RELEASE, subtitle=AT),
        replace(RELEASE, signatories=(Signatory("Rive", AT),)),
        replace(RELEASE, body="Au 12, quai <!-- relu --> de la Digue."),
        replace(RELEASE, body="Au 12, quai de la **D**igue."),
        replace(RELEASE, body="Au 12, quai de la Dig&#117;e."),
        replace(RELEASE, body=f"[Ici]({behind})."),
        replace(RELEASE, body=f'{here} "12 quai de la Digue").'),
        replace(RELEASE, body=f"{AT}\n\n{'[' * 80}"),  # cannot be rendered
        replace(RELEASE, body="Au portail,\nsonner deux fois."),
        replace(POST, warning=f"Au {AT}"),
        replace(POST, link=behind),
        replace(POST, visuals=door[:1]),
        replace(POST, visuals=door[1:], variants=english),
        replace(POST, variants=(Variant("mastodon", "en", f"Come to {AT}"),)),
    ]

    with app.app_context():
        passed = [each for each in those if not guarding.obstacles(*_held(each))]

    assert passed == []


def _held(words: ReleaseWords | PostWords) -> tuple[Kind, Content]:
    kind = kind_of("release" if isinstance(words, ReleaseWords) else "post")
    return kind, Content(words.plain(), Plan())


@pytest.mark.anywhere
def test_other_words_leave_and_without_a_secret_nothing_is_rendered(app, cast, event):
    def leaves(_content):
        raise AssertionError

    kind, release = _held(RELEASE)
    with app.app_context():
        assert guarding.obstacles(kind, release) == []
    form = {**FORM, "owner": str(cast.actor("ines").id), "is_public": "1"}
    cast.browser("ines").post(f"/events/{event}/edit", data=form)
    with app.app_context():
        assert guarding.obstacles(replace(kind, leaves=leaves), release) == []


def test_words_to_partners_and_readers_say_no_secret_place(app, cast, event):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    listed = press_list(app, "Littoral", "ada@e.org")
    piece = approved(cast, "release", release_form(at=SOON, lists=listed))
    draft = written(cast.browser("ines"), "release", release_form())
    review = lea.post("/press-review", data={"days": "7", "intro": f"Venez au {AT}."}).location
    wish = {"closes_said": "vendredi 11 h", "closes_zone": "Europe/Paris", "langs": "fr"}

    kit = lea.post(f"/kits/{piece}/open", data={"word": f"Venez au {AT}."})
    collection = lea.post(f"/statements/{draft}/open", data={**wish, "word": f"Venez, {AT}"})
    sent = lea.post(f"{review}/send", data={"others": "board@e.org"}, follow_redirects=True)

    assert [kit.status_code, collection.status_code] == [422, 422]
    for answer in (kit, collection, sent):
        assert "Ce texte dit le lieu de" in answer.text


def test_a_word_to_partners_is_shown_no_more_once_it_says_a_secret(app, cast, event):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    listed = press_list(app, "Littoral", "ada@e.org")
    piece = approved(cast, "release", release_form(at=SOON, lists=listed))
    lea.post(f"/kits/{piece}/open", data={"word": "Rendez-vous au 3, rue du Phare."})
    lea.post("/kits/of/1/by-hand", data={"name": "Rive", "lang": "fr"})
    page = lea.post("/statements/invitations/1/link").text
    link = re.search(r"/kit/[\w-]+", page)
    assert link
    assert "rue du Phare" in app.test_client().get(link[0]).text

    form = {**FORM, "place": "3, rue du Phare", "owner": str(cast.actor("ines").id)}
    cast.browser("ines").post(f"/events/{event}/edit", data=form)

    assert "rue du Phare" not in app.test_client().get(link[0]).text
    assert "ne voient plus notre mot" in lea.get(f"/kits/{piece}").text


def test_who_says_yes_twice_while_the_place_is_approved_is_told_it_once(app, cast, box, event):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    link, said, lea = (
        link_of(app),
        {"answer": "yes", "people": "2"},
        cast.actor("lea", Role.APPROVER),
    )

    def approve() -> None:
        one = db.session.get_one(Event, event)
        planning.approve_place(one, shown=queries.to_approve(one), actor=lea)

    def yes() -> list[int]:
        guest = functools.partial(app.test_client().post, link, data=said)
        return [each.status_code for each in at_once(app, [guest] * 3)]

    codes = meanwhile(app, approve, yes)

    assert codes == [200] * 3
    assert [carry(app), carry(app)] == [1, 0]


NEW_YORK = {"starts_said": "", "starts": "2030-03-15T06:00", "starts_zone": "America/New_York"}


@pytest.mark.parametrize(
    "change", [{"is_public": "1"}, {"title": "Appelez le 06 39 98 00 00"}, NEW_YORK]
)
def test_a_place_for_more_people_under_another_title_or_on_other_clocks_is_approved_anew(
    app, cast, box, event, change
):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    approve_place(cast, event)
    answer_on(app, "yes")
    form = {**FORM, "owner": str(cast.actor("ines").id), **change}

    cast.browser("ines").post(f"/events/{event}/edit", data=form)

    assert carry(app) == 0
    assert "quai" not in app.test_client().get(link_of(app, 2)).text
    approve_place(cast, event)
    assert [carry(app), carry(app)] == [1, 0]
    assert "Changement" not in box.taken[0].subject


@pytest.mark.parametrize("place", [FORM["place"], ""])
def test_guests_read_a_new_title_and_hour_once_another_approved_them(app, cast, event, place):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    form = {**FORM, "owner": str(cast.actor("ines").id), "place": place}
    form |= {"title": "Appelez le 06 39 98 00 00", "starts_said": "15 mars 2030 à 17 h"}
    approve_place(cast, event)

    cast.browser("ines").post(f"/events/{event}/edit", data=form)

    before = app.test_client().get(link_of(app)).text
    assert ("06 39" in before, "2030, 17" in before) == (False, False)
    assert "l’invitation" in before
    approve_place(cast, event)
    after = app.test_client().get(link_of(app)).text
    assert ("06 39" in after, "vendredi 15 mars 2030, 17" in after) == (True, True)


def test_a_title_that_says_the_secret_place_of_another_event_is_not_approved(app, cast, event):
    form = {**FORM, "owner": str(cast.actor("ines").id), "place": "Mairie de Calais"}
    other = cast.browser("ines").post("/events/new", data=form | {"title": "12 quai de la Digue !"})
    number = int(other.location.rpartition("/")[2])

    approve_place(cast, number)

    with app.app_context():
        assert db.session.get_one(Event, number).place_ok_by is None


@pytest.mark.parametrize("role", list(Role))
def test_a_place_is_approved_by_who_may_and_wrote_nothing_of_it(app, cast, event, role):
    """Inès wrote the place, Omar the title, Léa the hour; none may, whatever they are by now."""
    form = {**FORM, "owner": str(cast.actor("ines").id), "title": "Venez"}
    cast.browser("omar").post(f"/events/{event}/edit", data=form)
    cast.browser("lea").post(f"/events/{event}/edit", data=form | NEW_YORK)
    with app.app_context():
        one = db.session.get_one(Event, event)
        shown = {"hash": queries.to_approve(one)}
        wrote = Member.id.in_((one.place_by, one.told_by, *one.also_by))
        db.session.execute(update(Member).where(wrote).values(role=role))
        db.session.commit()

    for name in ("ines", "omar", "lea"):
        cast.browser(name).post(f"/events/{event}/place", data=shown)
        assert "Valider ce lieu" not in cast.browser(name).get(f"/events/{event}").text
    with app.app_context():
        assert db.session.get_one(Event, event).place_ok_by is None
    cast.browser("zora", role).post(f"/events/{event}/place", data=shown)

    with app.app_context():
        may = role in (Role.APPROVER, Role.ADMIN)
        assert (db.session.get_one(Event, event).place_ok_by is not None) is may


@pytest.mark.anywhere
def test_what_one_wrote_under_a_closed_account_is_approved_by_others(app, cast, event):
    """Inès wrote the place, left, and comes back with the same address and another role."""
    sylvie = cast.actor("sylvie", Role.ADMIN)
    with app.app_context():
        members.close(db.session.get_one(Member, cast.actor("ines").id), actor=sylvie)
        db.session.commit()
    back = cast.actor("ines", Role.APPROVER, College.STAFF)
    with app.app_context():
        one = db.session.get_one(Event, event)
        assert back.id != one.place_by
        assert not queries.may_approve_place(one, back)
        assert queries.may_approve_place(one, sylvie)


def test_what_is_approved_is_what_was_read(app, cast, event):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    shown = re.search(r'name="hash" value="(\w{64})"', lea.get(f"/events/{event}").text)
    form = {**FORM, "owner": str(cast.actor("ines").id), "is_public": "1"}
    cast.browser("ines").post(f"/events/{event}/edit", data=form)
    assert shown

    lea.post(f"/events/{event}/place", data={"hash": shown[1]})

    with app.app_context():
        assert db.session.get_one(Event, event).place_ok_by is None


def test_a_place_stays_secret_until_the_end_of_an_event_of_days(app, cast, event):
    with app.app_context():
        db.session.get_one(Event, event).ends_at = DAY + timedelta(days=2)
        db.session.commit()
    with clock.fixed(DAY + timedelta(days=1)), app.app_context():
        assert ("Un an d’expulsions", "12, quai de la Digue") in queries.secrets()


def test_after_a_restore_no_link_of_before_opens(app, cast, event):
    invite(cast, event, who="Tom", email="tom@e.org")
    before, stranger = link_of(app), app.test_client()
    assert stranger.get(before).status_code == 200

    with app.app_context():
        announce(HouseRestored())
        db.session.commit()

    assert stranger.get(before).status_code in (404, 410)
    assert stranger.get(link_of(app)).status_code == 200
