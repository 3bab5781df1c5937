"""A post by hand: its kit at its hour, its proof, what is asked when nobody posted it."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.core.ways import Way
from comms.media.models import Asset
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.publishing import service
from comms.publishing.models import Dispatch
from tests.cast import Cast
from tests.conftest import NOW
from tests.testimonies.voices import told
from tests.writing import SOON, approved, channel, post_form, press_list, release_form, written

HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """Return an approved post for a channel whose posts have an address."""
    made = channel(app, "Mastodon, à la main", network="mastodon")
    return approved(cast, "post", post_form(at=SOON, channels=made, link="https://exemple.org/a"))


@pytest.fixture
def story(app: Flask, cast: Cast) -> int:
    """Return an approved post for a channel whose posts have none."""
    made = channel(app, "Story Instagram", has_address=False)
    return approved(cast, "post", post_form(at=SOON, channels=made))


def _dispatch(app: Flask) -> Dispatch:
    with app.app_context():
        return db.session.scalars(select(Dispatch)).one()


def _piece_state(app: Flask, number: int) -> str:
    with app.app_context():
        return str(db.session.get_one(Piece, number).state)


def _look(app: Flask, at: datetime) -> str:
    """Let the job that looks after kits run, and return where the only dispatch stands."""
    with clock.fixed(at), app.app_context():
        service.look_after_due()
        db.session.commit()
    return _dispatch(app).state


def test_the_kit_is_ready_at_its_hour_and_not_before(cast, post):
    ines = cast.browser("ines")

    before = ines.get("/dispatches/1").text
    with clock.fixed(HOUR):
        at_its_hour = ines.get("/dispatches/1").text

    assert "Adresse du post, une fois publié" not in before
    assert "Adresse du post, une fois publié" in at_its_hour
    assert "Texte, 54 sur 500" in at_its_hour
    assert at_its_hour.count("data-copy") == 2


def test_a_pasted_address_publishes_the_post(app, cast, post):
    with clock.fixed(HOUR):
        cast.browser("ines").post(
            "/dispatches/1/prove", data={"url": "https://mastodon.exemple/@obs/1"}
        )

    row = _dispatch(app)
    assert (row.state, row.url) == ("published", "https://mastodon.exemple/@obs/1")
    assert row.said_by == cast.actor("ines").id
    assert _piece_state(app, post) == "published"


def test_where_no_address_exists_a_word_and_the_hour_publish_it(app, cast, story):
    with clock.fixed(HOUR + timedelta(minutes=20)):
        cast.browser("ines").post("/dispatches/1/prove", data={"said_at_said": "il y a 15 minutes"})

    row = _dispatch(app)
    assert row.state == "published"
    assert row.said_at == HOUR + timedelta(minutes=5)
    assert _piece_state(app, story) == "published"


@pytest.mark.parametrize("url", ["", "mastodon", "javascript:alert(1)", "https://a b.org"])
def test_what_is_no_address_proves_nothing(app, cast, post, url):
    ines = cast.browser("ines")
    with clock.fixed(HOUR):
        page = ines.post("/dispatches/1/prove", data={"url": url}, follow_redirects=True).text

    assert _dispatch(app).state == "due"
    assert 'class="refusal"' in page


def test_a_post_is_not_proved_before_its_hour(app, cast, post):
    cast.browser("ines").post("/dispatches/1/prove", data={"url": "https://exemple.org/1"})

    assert _dispatch(app).state == "due"


def test_a_post_nobody_made_is_missed_and_asks(app, cast, post):
    missed = _look(app, HOUR + timedelta(minutes=61))

    with clock.fixed(HOUR + timedelta(minutes=61)):
        page = cast.browser("lea", Role.APPROVER).get("/dispatches/1").text
        lists = [
            cast.browser("lea").get(path).text.split("<main")[1]
            for path in ("/pieces", "/pieces?state=missed", "/calendar?view=columns", "/posts/1")
        ]
        ready = cast.browser("lea").get("/pieces?state=scheduled").text
    assert missed == "missed"
    assert "Publier encore aujourd’hui" in page
    for each in lists:
        assert 'missed"' in each or '<span class="tag signal">heure manquée</span>' in each
    assert "<h2>Heure passée <b>1</b></h2>" in lists[2]
    assert "Loon-Plage" not in ready.split("<main")[1]


def test_a_missed_post_may_go_out_the_same_day_and_no_other(app, cast, post):
    _look(app, HOUR + timedelta(minutes=61))
    lea = cast.browser("lea", Role.APPROVER)

    with clock.fixed(HOUR + timedelta(days=1)):
        cast.browser("lea", Role.APPROVER).post("/dispatches/1/resolve", data={"answer": "again"})
        another_day = _dispatch(app).state
    with clock.fixed(HOUR + timedelta(minutes=70)):
        lea.post("/dispatches/1/resolve", data={"answer": "again"})

    assert (another_day, _dispatch(app).state) == ("missed", "due")


def test_a_picture_refused_since_the_approval_keeps_the_post_in(app, cast, post):
    with app.app_context():
        db.session.add(
            Asset(
                file="a.jpg",
                sha256="0" * 64,
                kind="jpeg",
                width=1,
                height=1,
                title="Tentes",
                look="nobody",
                added_by=1,
                added_at=NOW,
            )
        )
        db.session.commit()
    made = approved(
        cast,
        "post",
        post_form(at=SOON, channels="1", visuals="1", alt_1="Deux tentes sous la pluie."),
    )
    with app.app_context():
        db.session.get_one(Asset, 1).look = "refused"
        rows = db.session.scalars(select(Dispatch).where(Dispatch.piece_id != made))
        for row in rows:
            db.session.delete(row)
        db.session.commit()

    assert _look(app, HOUR + timedelta(minutes=1)) == "blocked"


def test_words_withdrawn_once_the_mail_has_left_are_posted_by_nobody(app, cast):
    testimony = told(app, cast, for_networks=True)
    quote = "Ils parlent.\n\n> On nous dit de partir, sans dire où.\n> — [A.](testimony:a-19)"
    lists = press_list(app, "Littoral", "ada@e.org")
    form = release_form(body=quote, at=SOON, lists=lists, channels=channel(app, "Story"))
    made = approved(cast, "release", form)
    with app.app_context():
        piece_service.has_left(db.session.get_one(Piece, made), "main")
        db.session.commit()

    cast.browser("omar").post(f"/testimonies/{testimony}/withdraw")

    assert _look(app, HOUR + timedelta(minutes=1)) == "dropped"
    assert "On nous dit de partir" not in cast.browser("ines").get("/").text


def test_two_answers_publish_once(app, cast, post):
    ines = cast.browser("ines")

    with clock.fixed(HOUR):
        ines.post("/dispatches/1/prove", data={"url": "https://exemple.org/1"})
        ines.post("/dispatches/1/prove", data={"url": "https://exemple.org/2"})

    assert _dispatch(app).url == "https://exemple.org/1"


def test_who_may_not_decides_nothing(app, cast, post):
    omar, ines = cast.browser("omar", Role.GUEST), cast.browser("ines")

    assert omar.get("/dispatches/1").status_code == 403
    assert ines.post("/dispatches/1/resolve", data={"answer": "drop"}).status_code == 403
    assert app.test_client().get("/dispatches/1").status_code == 303
    assert ines.get("/dispatches/9").status_code == 404
    assert ines.get("/dispatches/1/prove").status_code == 405


def test_a_post_too_long_for_its_network_is_not_asked_for(app, cast):
    made = channel(app, "Bluesky, à la main", network="bluesky")
    ines = cast.browser("ines")
    number = written(ines, "post", post_form(text="a" * 301, at=SOON, channels=made))

    ines.post(f"/review/{number}/ask")

    assert _piece_state(app, number) == "draft"
    assert "trop long" in ines.get(f"/posts/{number}").text


def test_a_channel_still_waits_when_the_mail_has_left_and_the_text_is_approved_again(app, cast):
    made = approved(cast, "post", post_form(at=SOON, channels=channel(app, "Story Instagram")))
    with app.app_context():
        piece_service.has_left(db.session.get_one(Piece, made), "main")
        db.session.commit()
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER)
    corrected = post_form(at=SOON, channels=1, text="L’eau est revenue.", base="1")

    ines.post(f"/posts/{made}", data=corrected)
    ines.post(f"/review/{made}/ask")
    with app.app_context():
        shown = db.session.get_one(Piece, made).revisions[-1].hash
    answer = lea.post(f"/review/{made}/approve", data={"hash": shown})

    row = _dispatch(app)
    assert answer.status_code == 303
    assert (row.state, row.hash, row.due_at) == ("due", shown, HOUR)


def test_once_the_mail_has_left_an_earlier_hour_still_voids_what_the_channel_waits_for(app, cast):
    made = approved(
        cast, "post", post_form(at="2030-03-12T12:00", channels=channel(app, "Story Instagram"))
    )
    with app.app_context():
        piece_service.has_left(db.session.get_one(Piece, made), "main")
        db.session.commit()

    cast.browser("ines").post(f"/posts/{made}", data=post_form(at=SOON, channels=1, base="1"))

    assert _piece_state(app, made) == "review"
    assert _dispatch(app).state == "dropped"


def test_what_is_not_what_was_approved_is_kept_in_at_its_hour(app, cast, story):
    with app.app_context():
        db.session.execute(update(Dispatch).values(hash="0" * 64))
        db.session.commit()

    assert _look(app, HOUR + timedelta(minutes=1)) == "blocked"


def test_a_proof_given_while_the_job_looks_is_not_taken_back(app, cast, story):
    with clock.fixed(HOUR + timedelta(minutes=61)), app.app_context():
        seen = db.session.get_one(Dispatch, 1)
        assert seen.state == "due"
        waits = update(Dispatch).values(state="published")  # by another process
        db.session.execute(waits, execution_options={"synchronize_session": False})
        service._ask(seen, Way.MISSED)
        db.session.commit()

    assert _dispatch(app).state == "published"


def test_words_nobody_approved_are_no_kit(app, cast, story):
    ines = cast.browser("ines")
    new = post_form(at=SOON, channels=1, text="L’eau est revenue.", base="1")

    ines.post(f"/posts/{story}", data=new)
    page = ines.get("/dispatches/1").text

    assert _dispatch(app).state == "dropped"
    assert "Rien à coller" in page
    assert "text-1" not in page
