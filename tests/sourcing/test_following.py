"""A figure corrected: what is not out falls back and says why, what is out gets its correction."""

from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.notices.models import Notice
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking
from comms.pieces.rules.states import State
from comms.publishing.models import Dispatch
from tests.figures.bank import acts, kept
from tests.writing import LATER, approved, channel, post_form, press_list, release_form, written

BODY = "Nos équipes ont vu [](figure:expulsions-2030-02) expulsions."


def _correct(cast, number: int, value: str = "1 230") -> None:
    cast.browser("omar").post(
        f"/figures/{number}/correct", data={"value": value, "why": "un doublon oublié"}
    )


def _state(app, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Piece, number).state


def _release(app, cast, body: str = BODY, **more: object) -> int:
    lists = press_list(app, "Littoral", "ada@exemple.org")
    return approved(cast, "release", release_form(body=body, at=LATER, lists=lists, **more))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_was_approved_falls_back_and_says_why(app, cast):
    figure = kept(app, cast)
    number = _release(app, cast)
    before = _state(app, number)

    _correct(cast, figure)

    assert (before, _state(app, number)) == (State.SCHEDULED, State.REVIEW)
    ines = cast.browser("ines")
    for path in ("releases", "review"):
        page = _plain(ines.get(f"/{path}/{number}").text)
        assert "« expulsions observées » a été corrigé : 1 226 est devenu 1 230" in page
    assert "À revalider" in ines.get("/").text
    assert "piece.fell_back" in acts(app)
    author = cast.actor("ines").id
    with app.app_context():
        told = db.session.scalars(select(Notice).where(Notice.kind == "fell_back")).all()
        assert [each.member_id for each in told] == [author]
        assert all(each.voided_at for each in db.session.get_one(Piece, number).approvals)


def test_words_typed_over_the_old_value_keep_the_release_back(app, cast):
    figure = kept(app, cast)
    number = _release(app, cast, body="Ils ont vu [1 226](figure:expulsions-2030-02).")

    _correct(cast, figure)

    page = _plain(cast.browser("ines").get(f"/releases/{number}").text)
    assert _state(app, number) == State.REVIEW
    assert "Le texte dit « 1 226 », la fiche « expulsions observées » dit 1 230" in page


def test_once_checked_and_approved_again_it_leaves_with_the_new_value(app, cast):
    figure = kept(app, cast)
    number = _release(app, cast)
    _correct(cast, figure)
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    with app.app_context():
        shown = pieces.revision(db.session.get_one(Piece, number)).hash

    early = lea.post(f"/review/{number}/approve", data={"hash": shown})
    unchecked = _state(app, number)
    cast.browser("ines").post(f"/figures/{figure}/check")
    for name, college in (("lea", College.STAFF), ("anne", College.BOARD)):
        cast.browser(name, Role.APPROVER, college).post(
            f"/review/{number}/approve", data={"hash": shown}
        )

    assert (early.status_code, unchecked) == (303, State.REVIEW)
    assert _state(app, number) == State.SCHEDULED
    page = _plain(cast.browser("ines").get(f"/review/{number}").text)
    assert "1 230 expulsions" in page
    assert "a été corrigé" not in page


def test_who_edited_last_may_not_approve_after_the_machine_saved(app, cast):
    figure = kept(app, cast)
    number = written(
        cast.browser("ines"),
        "release",
        release_form(body=BODY, at=LATER, lists=press_list(app, "L", "ada@exemple.org")),
    )
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    lea.post(f"/releases/{number}", data=release_form(body=f"{BODY} Encore.", at=LATER, base=1))

    _correct(cast, figure)

    editor = cast.actor("lea").id
    with app.app_context():
        standing = pieces.standing(db.session.get_one(Piece, number))
        assert editor in standing.editors


def test_a_text_that_gives_another_figure_stays_as_it_is(app, cast):
    kept(app, cast)
    other = kept(app, cast, "expulsions-2030-01", value="112", period="2030-01")
    number = _release(app, cast)

    _correct(cast, other)

    assert _state(app, number) == State.SCHEDULED


def test_a_withdrawn_figure_stops_what_is_planned(app, cast):
    figure = kept(app, cast)
    post = approved(cast, "post", post_form(text=BODY, at=LATER, channels=[channel(app)]))

    cast.browser("omar").post(f"/figures/{figure}/withdraw", data={"why": "méthode fausse"})

    assert _state(app, post) == State.REVIEW
    page = cast.browser("ines").get(f"/posts/{post}").text
    assert "a été retiré de la banque" in page


def test_what_is_out_gets_its_correction_drafted(app, cast):
    figure = kept(app, cast)
    number = _release(app, cast, title="Calais : 1 226 expulsions")
    with app.app_context():
        piece = db.session.get_one(Piece, number)
        piece.state, piece.published_at = State.PUBLISHED, clock.now()
        db.session.commit()

    _correct(cast, figure)

    with app.app_context():
        out, drafted = db.session.scalars(select(Piece).order_by(Piece.id)).all()
        words = pieces.content(drafted).words
        lacks = {
            str(each) for each in obstacles_to_asking(kind_of("release"), pieces.content(drafted))
        }
    assert out.state == State.PUBLISHED
    assert (drafted.state, drafted.kind, drafted.author_id) == (
        State.DRAFT, "release", cast.actor("omar").id,
    )  # fmt: skip
    assert drafted.title == "Rectificatif : Calais : 1 226 expulsions"
    assert "[](figure:expulsions-2030-02)" in words["body"]
    assert lacks == {"sourcing.unchecked", "piece.no_hour"}
    page = _plain(cast.browser("ines").get(f"/figures/{figure}").text)
    assert "publié le" in page


def test_the_addresses_where_it_stands_are_listed(app, cast):
    figure = kept(app, cast)
    post = approved(cast, "post", post_form(text=BODY, at=LATER, channels=[channel(app)]))
    with app.app_context():
        db.session.scalars(select(Dispatch)).one().url = "https://reseau.exemple/1"
        db.session.commit()

    page = cast.browser("ines").get(f"/figures/{figure}").text

    assert "https://reseau.exemple/1" in page
    assert _state(app, post) == State.SCHEDULED


def test_bringing_an_old_version_back_brings_no_old_value_back(app, cast):
    figure = kept(app, cast)
    number = written(cast.browser("ines"), "release", release_form(body=BODY))
    _correct(cast, figure)

    cast.browser("ines").post(f"/pieces/{number}/restore/1")

    with app.app_context():
        piece = db.session.get_one(Piece, number)
        assert pieces.content(piece).words["records"] == {"figure:expulsions-2030-02": "1230"}


def test_a_text_without_figures_is_kept_as_before(app, cast):
    number = written(cast.browser("ines"), "release", release_form())

    with app.app_context():
        piece = db.session.get_one(Piece, number)
        assert "records" not in pieces.content(piece).words
        assert piece_service.bind_anew(piece) is False
