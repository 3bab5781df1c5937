"""Several people at one piece in the same moment: nothing twice, no written word lost."""

import pytest
from flask import Flask
from sqlalchemy import select

from comms.audit import queries as audit
from comms.core.db import db
from comms.core.rights import Actor, College, Role
from comms.mailings.models import Mailing
from comms.pieces import queries, service
from comms.pieces.models import Approval, Piece, Revision
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.leaving import Content
from comms.publishing.models import Dispatch
from tests.cast import Cast
from tests.together import at_once
from tests.writing import LATER, SOON, channel, post_form, press_list, release_form, written

STAFF, BOARD = College.STAFF, College.BOARD


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """Return a post by Inès that waits for one approval."""
    ines = cast.browser("ines")
    number = written(ines, "post", post_form(at=SOON, channels=channel(app)))
    ines.post(f"/review/{number}/ask")
    return number


@pytest.fixture
def release(app: Flask, cast: Cast) -> int:
    """Return a release by Inès that waits for staff and board."""
    ines = cast.browser("ines")
    lists = press_list(app, "Littoral", "ada@exemple.org")
    number = written(ines, "release", release_form(at=LATER, lists=lists))
    ines.post(f"/review/{number}/ask")
    return number


def _approver(cast: Cast, name: str, college: College) -> Actor:
    return cast.actor(name, Role.APPROVER, college)


def _approve(number: int, actor: Actor) -> bool:
    piece = db.session.get_one(Piece, number)
    return service.approve(piece, actor=actor, shown_hash=queries.revision(piece).hash)


def test_of_two_who_approve_a_post_at_once_one_does(app: Flask, cast: Cast, post: int) -> None:
    pair = [_approver(cast, "lea", STAFF), _approver(cast, "anne", BOARD)]

    found = at_once(app, [lambda each=each: _approve(post, each) for each in pair])

    assert sorted(map(str, found)) == ["(<Obstacle.NOT_IN_REVIEW: 'piece.not_in_review'>,)", "True"]
    with app.app_context():
        assert len(db.session.scalars(select(Approval)).all()) == 1
        assert len(db.session.scalars(select(Dispatch)).all()) == 1


def test_both_colleges_at_once_let_a_release_out_once(app: Flask, cast: Cast, release: int) -> None:
    pair = [_approver(cast, "lea", STAFF), _approver(cast, "anne", BOARD)]

    found = at_once(app, [lambda each=each: _approve(release, each) for each in pair])

    assert sorted(found) == [False, True]
    with app.app_context():
        assert len(db.session.scalars(select(Mailing)).all()) == 1
        assert db.session.get_one(Piece, release).state == "scheduled"
        assert audit.walk().broken is None


def test_two_of_one_college_fill_one_place(app: Flask, cast: Cast, release: int) -> None:
    pair = [_approver(cast, "lea", STAFF), _approver(cast, "omar", STAFF)]

    found = at_once(app, [lambda each=each: _approve(release, each) for each in pair])

    assert (Obstacle.COLLEGE_NOT_ASKED,) in found
    assert False in found
    with app.app_context():
        assert db.session.get_one(Piece, release).state == "review"


def test_an_approval_and_a_change_at_once_never_let_the_changed_text_out(
    app: Flask, cast: Cast, post: int
) -> None:
    lea, ines = _approver(cast, "lea", STAFF), cast.actor("ines")
    with app.app_context():
        shown = queries.revision(db.session.get_one(Piece, post)).hash

    def approve() -> bool:
        piece = db.session.get_one(Piece, post)
        return service.approve(piece, actor=lea, shown_hash=shown)

    at_once(app, [approve, lambda: _write(post, ines, "Un autre texte.")])

    with app.app_context():
        piece = db.session.get_one(Piece, post)
        planned = [each for each in db.session.scalars(select(Dispatch)) if each.state == "due"]
        assert piece.state == "review"
        assert planned == []


def _write(number: int, actor: Actor, text: str, base: int = 1) -> service.Saved:
    piece = db.session.get_one(Piece, number)
    old = queries.content(piece, base)
    new = Content({**old.words, "text": text}, old.plan)
    return service.save(piece, new, base=base, actor=actor)


def test_eight_who_save_at_once_lose_no_word(app: Flask, cast: Cast, post: int) -> None:
    people = [cast.actor(f"auteur{number}") for number in range(8)]
    texts = [f"Le texte de la personne {number}." for number in range(8)]

    found = at_once(
        app,
        [
            lambda who=who, text=text: _write(post, who, text)
            for who, text in zip(people, texts, strict=True)
        ],
    )

    assert all(isinstance(each, service.Saved) for each in found)
    with app.app_context():
        rows = db.session.scalars(select(Revision).order_by(Revision.number)).all()
        kept = {row.content["words"]["text"] for row in rows}
        assert set(texts) <= kept
        assert [row.number for row in rows] == list(range(1, 10))
        assert sum(row.is_aside for row in rows) == 7


def test_two_who_write_in_two_places_are_merged(app: Flask, cast: Cast, release: int) -> None:
    ines, lea = cast.actor("ines"), cast.actor("lea")

    def write(actor: Actor, **words: str) -> service.Saved:
        piece = db.session.get_one(Piece, release)
        old = queries.content(piece, 1)
        return service.save(piece, Content({**old.words, **words}, old.plan), base=1, actor=actor)

    found = at_once(
        app,
        [lambda: write(ines, overline="Calais"), lambda: write(lea, subtitle="Une nuit de plus")],
    )

    assert sorted(each.merged for each in found) == [False, True]
    with app.app_context():
        words = queries.content(db.session.get_one(Piece, release)).words
        assert (words["overline"], words["subtitle"]) == ("Calais", "Une nuit de plus")


def test_a_hold_and_a_second_hold_at_once_are_one(app: Flask, cast: Cast, post: int) -> None:
    lea = _approver(cast, "lea", STAFF)
    with app.app_context():
        _approve(post, lea)
        db.session.commit()

    def hold() -> None:
        service.hold(db.session.get_one(Piece, post), actor=lea)

    found = at_once(app, [hold, hold])

    assert sorted(map(str, found)) == ["(<Obstacle.WRONG_STATE: 'piece.wrong_state'>,)", "None"]
