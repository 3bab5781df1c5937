"""Words of somebody who withdrew leave every version; what left stays proved."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from comms.audit.queries import walk
from comms.campaigns import service as campaigns
from comms.campaigns.service import Draft
from comms.core import clock, events, options
from comms.core.db import Base, db
from comms.core.rights import College, Role
from comms.figures.models import Series
from comms.ideas import service as ideas
from comms.media import service as media
from comms.media.models import Asset
from comms.pieces import queries as pieces
from comms.pieces.models import Comment, Piece
from comms.pieces.rules.bindings import found as bindings
from comms.pieces.rules.states import State
from comms.reports.models import ReportWords
from comms.sourcing.rules.striking import (
    bound_names,
    bound_words,
    runs_of,
    struck,
    struck_words,
    wanted,
)
from comms.talking import service as talking
from comms.tasks.models import Task
from comms.testimonies.models import Testimony
from tests.figures.bank import acts
from tests.pictures import jpeg
from tests.testimonies.voices import told
from tests.writing import LATER, approved, press_list, release_form, written

WORDS = "They told us to leave without saying where."
QUOTE = f"> {WORDS}\n> — [A., 19 ans](testimony:a-19)"
OTHERS = "> Nous restons ici, tous.\n> — [B., 20 ans](testimony:b-20)"
OURS_APART = "> De l’eau.\n> — Ada Exemple, porte-parole"
BODY = f"Le chapô.\n\n{QUOTE}\n\nLa suite, dite par « une autre personne »."
GONE = "> [témoignage retiré]\n> — [témoignage retiré](testimony:a-19)"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        (BODY, f"Le chapô.\n\n{GONE}\n\nLa suite, dite par « une autre personne »."),
        (
            "« Partir où ? » — [A., 19 ans](testimony:a-19)",
            "«[témoignage retiré]» — [témoignage retiré](testimony:a-19)",
        ),
        (
            "“Theirs”. [A.](testimony:a-19) said: “Leave now”.\n\n“Not hers”.",
            (
                "“[témoignage retiré]”. [témoignage retiré](testimony:a-19) said: "
                "“[témoignage retiré]”.\n\n“Not hers”."
            ),
        ),
        ("« Resté » — [B.](testimony:b-20)", "« Resté » — [B.](testimony:b-20)"),
        (f"{QUOTE}\n>\n{OTHERS}", f"{GONE}\n>\n{OTHERS}"),
        (f"{OTHERS}\n{QUOTE}", f"{OTHERS}\n{GONE}"),
        (f"{OURS_APART}\n>\n{QUOTE}", f"{OURS_APART}\n>\n{GONE}"),
        ("> — Où ?\n>\n> — Ici.\n> — [A.](testimony:a-19)", GONE),
        (
            f"> [A.](testimony:a-19) : {WORDS}\n> [B.](testimony:b-20) : Restons.",
            (
                "> [témoignage retiré](testimony:a-19) : [témoignage retiré]\n"
                "> [B.](testimony:b-20) : Restons."
            ),
        ),
        (
            "« Ils » dit [A.](testimony:a-19), puis [A.](testimony:a-19) se tait. Nous voulons.",
            (
                "«[témoignage retiré]» dit [témoignage retiré](testimony:a-19), puis "
                "[témoignage retiré](testimony:a-19) se tait. Nous voulons."
            ),
        ),
        (
            "« Il pleut », dit [A.](testimony:a-19). « Ils… » Et « ici », dit [B.](testimony:b-2).",
            (
                "«[témoignage retiré]», dit [témoignage retiré](testimony:a-19). "
                "«[témoignage retiré]» Et « ici », dit [B.](testimony:b-2)."
            ),
        ),
    ],
)
def test_what_is_bound_to_a_person_is_struck_and_nothing_else(text, is_so):
    assert struck(text, "fr", "a-19", ()) == is_so


def test_the_same_words_are_found_where_nothing_is_bound():
    patterns = wanted(bound_words(BODY, "a-19"))

    assert struck(
        "Bref : they **told** us to leave, without saying where!", "en", "a-19", patterns
    ) == ("Bref : [testimony withdrawn]!")
    assert struck("They told us nothing.", "en", "a-19", patterns) == "They told us nothing."


def test_what_is_found_again_spares_the_binding_of_somebody_else():
    patterns = wanted(["They told us nothing, 20 ans"])

    left = struck("They told us nothing, [20 ans](testimony:b-20).", "fr", "a-19", patterns)

    assert left == "[témoignage retiré][20 ans](testimony:b-20)."


@pytest.mark.anywhere
@pytest.mark.parametrize(
    "text",
    [
        f"« {'_ ' * 16}» dit [A.](testimony:a-19).\n\n{'_' * 80}a",
        "« Ils partent » dit [A.](testimony:a-19). " * 1500,
        "« Ils partent » dit [A.](testimony:a-19).\n\n" * 1500,
        "> Ils partent\n> — [A.](testimony:a-19)\n\n" * 1500,
    ],
)
def test_no_text_holds_the_house(text):
    runs = runs_of([text], "a-19", names=True, words=True)

    assert "A." not in struck(text, "fr", "a-19", runs)


OURS = ("Nous demandons l’eau. ", "témoignage retiré ", "\n\n", "\n> Nous.\n", "l’")
THEIRS = ("« Ils partent. » ", "[A.](testimony:a-19) ", "[B.](testimony:b-20) ", f"\n{QUOTE}\n")


@given(st.lists(st.sampled_from((*OURS, *THEIRS)), max_size=12).map("".join))
@settings(max_examples=60, deadline=None)
def test_all_text_outside_a_persons_words_stays_and_striking_twice_is_striking_once(text):
    once = struck(text, "fr", "a-19", wanted(bound_words(text, "a-19")))

    kept = [each for each in bindings(text) if each.key == "b-20"]
    assert [each.words for each in bindings(once) if each.key == "b-20"] == [e.words for e in kept]
    assert once.count("Nous demandons l’eau.") == text.count("Nous demandons l’eau.")
    assert struck(once, "fr", "a-19", wanted(bound_words(once, "a-19"))) == once
    assert wanted(bound_names(once, "a-19"), 2) == []


def test_records_go_with_the_words_and_what_was_struck_is_struck_once():
    words = {"lang": "ar", "body": QUOTE, "records": {"testimony:a-19": "A.", "figure:x": "3"}}

    once = struck_words(words, "fr", "a-19", ())

    assert once["records"] == {"figure:x": "3"}
    assert "They" not in once["body"]
    assert struck_words(once, "fr", "a-19", ()) == once


def _withdrawn(cast, number: int) -> None:
    cast.browser("omar").post(f"/testimonies/{number}/withdraw")


def _strike(cast, number: int):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    at = f"/testimonies/{number}/strike"
    ticked = re.findall(r'name="hit"[^>]*?value="([^"]+)"', lea.get(at).text)
    return lea.post(at, data={"sure": "yes", "hit": ticked}, follow_redirects=True)


def _answer(app, cast) -> None:
    """Quote the person in a talking point too."""
    omar = cast.actor("omar")
    with app.app_context():
        campaign = campaigns.begin(Draft("L’eau"), actor=omar)
        point = f"« {WORDS} » — [A., 19 ans](testimony:a-19)"
        talking.add(campaign, "fr", "Qui vous l’a dit ?", point, actor=omar)
        db.session.commit()


def _tables(app) -> str:
    """Return everything the database holds, as one text; a row alone would show its beginning."""
    with app.app_context():
        rows = (db.session.execute(select(each)) for each in Base.metadata.sorted_tables)
        return repr([tuple(row) for found in rows for row in found])


def test_words_leave_drafts_published_texts_remarks_and_the_disk(app, cast, settings):
    voice = told(app, cast, words={"en": WORDS, "fr": WORDS})
    lists = press_list(app, "Littoral", "ada@exemple.org")
    out = approved(cast, "release", release_form(body=BODY, at=LATER, lists=lists))
    with app.app_context():
        piece = db.session.get_one(Piece, out)
        piece.state, left = State.PUBLISHED, pieces.revision(piece).hash
        db.session.commit()
    ines = cast.browser("ines")
    draft = written(ines, "release", release_form(title=f"« {WORDS} »", body=f"{WORDS} Sans lien."))
    ines.post(f"/review/{draft}/comment", data={"text": "Qui ?", "passage": WORDS})
    _answer(app, cast)
    _withdrawn(cast, voice)
    assert "told us" in _tables(app)
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    shown, asked = lea.get(f"/testimonies/{voice}/strike").text, lea.get("/").text

    page = _strike(cast, voice)

    assert "version" in shown
    assert "Mots à retirer des textes" in asked
    assert "Mots à retirer des textes" not in lea.get("/").text
    assert page.status_code == 200
    assert "told us" not in _tables(app)
    assert "19 ans" not in _tables(app)
    assert acts(app)[-1] == "testimony.struck"
    with app.app_context():
        piece = db.session.get_one(Piece, out)
        assert pieces.revision(piece).hash == left, "what left stays proved"
        assert {each.hash for each in piece.approvals} == {left}
        assert pieces.revision(piece).struck_at is not None
        assert walk().broken is None
        assert db.session.scalars(select(Comment.passage)).all() == ["[témoignage retiré]."]
    for number in (out, draft):
        for place in ("releases/{}", "review/{}", "pieces/{}/history"):
            assert lea.get(f"/{place.format(number)}").status_code == 200
    told_by = lea.get(f"/pieces/{draft}/history").text
    assert "l’outil" in told_by
    assert "mots retirés le" in told_by
    kept = [each.read_bytes() for each in settings.folder.rglob("*") if each.is_file()]
    assert not any(b"told us to leave" in each for each in kept), "what is on the disk is cleared"


def test_words_do_not_come_back_with_a_page_that_stood_open(app, cast):
    voice = told(app, cast)
    ines = cast.browser("ines")
    form = release_form(title=f"« {WORDS} »", subtitle="De A., 19 ans", body=BODY)
    number = written(ines, "release", form)
    with app.app_context():
        base = db.session.get_one(Piece, number).number
    _withdrawn(cast, voice)
    _strike(cast, voice)

    stale = {**form, "body": f"{BODY}\n\n{WORDS}", "base": base}
    by_script = ines.post(
        f"/releases/{number}", data=stale, headers={"X-Requested-With": "fetch"}
    ).text
    again = ines.get(f"/releases/{number}").text

    assert "data-struck" in by_script
    assert again.count("a été retirée pour de bon") == 1
    assert again.count("ôtez la citation") == 1
    with app.app_context():
        assert GONE in pieces.content(db.session.get_one(Piece, number)).words["body"]
    kept = _tables(app)
    assert not any(each in kept for each in ("told us", "19 ans"))


def test_a_page_that_stood_open_loses_where_nothing_is_bound_what_was_decided_of_it(app, cast):
    voice, ours = told(app, cast, alias="Une femme"), "Nous demandons la fin des expulsions"
    ines = cast.browser("ines")
    bound = f"« {ours} » — [Une femme](testimony:a-19)\n\nUne femme de la mairie : {ours}."
    form = release_form(title="Une femme du lieu", body=bound, base=1)
    struck, spared = (written(ines, "release", form) for _each in range(2))
    _withdrawn(cast, voice)
    ticked = [f"words:{struck}", f"names:{struck}"]
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    lea.post(f"/testimonies/{voice}/strike", data={"sure": "yes", "hit": ticked})

    for number in (struck, spared):
        ines.post(f"/releases/{number}", data=form)

    with app.app_context():
        pages = {each.id: pieces.content(each).words for each in db.session.scalars(select(Piece))}
    assert "Une femme" not in repr(pages[struck])
    assert ours not in repr(pages[struck])
    assert pages[spared]["title"] == "Une femme du lieu"
    assert pages[spared]["body"] == (
        "«[témoignage retiré]» — [témoignage retiré](testimony:a-19)"
        f"\n\nUne femme de la mairie : {ours}."
    )


def test_what_is_bound_to_nobody_is_struck_where_somebody_ticks_it_and_once(app, cast):
    voice, ours = told(app, cast, alias="Une femme"), "Nous demandons la fin des expulsions"
    ines = cast.browser("ines")
    bound = f"« {ours} » — [Une femme](testimony:a-19)\n\nUne femme de la mairie a répondu."
    written(ines, "release", release_form(body=bound))
    other = written(ines, "release", release_form(title="Autre", body=f"{ours}."))
    with app.app_context():
        campaigns.begin(Draft("L’eau", goal=f"{ours} !"), actor=cast.actor("ines"))
        db.session.commit()
    _withdrawn(cast, voice)
    lea, at = cast.browser("lea", Role.APPROVER, College.STAFF), f"/testimonies/{voice}/strike"

    shown = lea.get(at).text
    lea.post(at, data={"sure": "yes"})
    once = _tables(app)
    again = _strike(cast, voice)

    assert f'value="words:{other}"' in shown
    assert re.search(r'value="names:\d+"\s+>', shown), "an alias alone is not ticked"
    assert "Une femme de la mairie" in once, "what nobody ticked stays"
    assert f"{ours} !" in once
    assert "Aucune version" in again.text
    assert _tables(app).count("testimony.struck") == once.count("testimony.struck") == 1


def test_wherever_people_typed_the_words_they_are_struck_cut_titles_too(app, cast):
    voice, ines = told(app, cast), cast.actor("ines")
    written(cast.browser("ines"), "release", release_form(body=BODY))
    said, cut = f"Dire : {WORDS}", "They told us to leave…"
    with app.app_context():
        now = clock.now()
        media.keep(media.clean(jpeg()), cut, keeper=ines.id, by=ines.id)
        db.session.add(Task(words=said, made_at=now))
        db.session.add(ReportWords(report="year:2030", opening=said, by=ines.id, at=now))
        said_of = {"fr": said}
        db.session.add(Series(slug="s", titles=said_of, notes=said_of, keys=[], made_at=now))
        options.put("post_templates", f"# Modèle\n{said}")
        db.session.commit()
    _withdrawn(cast, voice)

    _strike(cast, voice)

    assert "told us" not in _tables(app)
    with app.app_context():
        assert db.session.scalars(select(Task.words)).one() == "Dire : [témoignage retiré]."
        assert db.session.scalars(select(Asset.title)).one() == "[témoignage retiré]…"


def test_who_is_quoted_in_a_talking_point_alone_is_struck_wherever_it_is_repeated(app, cast):
    voice, omar = told(app, cast), cast.actor("omar")
    _answer(app, cast)
    with app.app_context():
        campaigns.begin(Draft("Juin", goal=WORDS), actor=omar)
        ideas.propose(WORDS, detail=f"Dire : {WORDS}", actor=omar)
        db.session.commit()
    _withdrawn(cast, voice)

    _strike(cast, voice)

    assert "told us" not in _tables(app)


def test_nothing_is_struck_before_a_person_withdrew_nor_unasked(app, cast):
    voice = told(app, cast)
    number = written(cast.browser("ines"), "release", release_form(body=BODY))
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    early = _strike(cast, voice).text
    _withdrawn(cast, voice)
    unasked = lea.post(f"/testimonies/{voice}/strike", follow_redirects=True).text
    author = cast.browser("ines").post(f"/testimonies/{voice}/strike", data={"sure": "yes"})

    assert "n’a pas retiré son accord" in early
    assert "puis confirmez" in unasked
    assert author.status_code == 403
    with app.app_context():
        assert db.session.get_one(Testimony, voice).struck_at is None
        assert WORDS in pieces.content(db.session.get_one(Piece, number), 1).words["body"]


def test_a_restore_brings_neither_the_agreement_nor_the_words_back(app, cast):
    voice = told(app, cast)
    number = written(cast.browser("ines"), "release", release_form(body=BODY))
    with app.app_context():
        sealed = db.session.get_one(Testimony, voice).sealed
        old = dict(pieces.revision(db.session.get_one(Piece, number)).content)
    _withdrawn(cast, voice)
    _strike(cast, voice)

    with app.app_context():  # as the backup of that morning had it
        row, piece = db.session.get_one(Testimony, voice), db.session.get_one(Piece, number)
        row.sealed, row.withdrawn_at, row.struck_at = sealed, None, None
        for each in piece.revisions:
            each.content, each.struck_at = old, None
        db.session.commit()
    assert "told us" in _tables(app)
    with app.app_context():
        events.announce(events.HouseRestored())
        db.session.commit()

    with app.app_context():
        row = db.session.get_one(Testimony, voice)
        assert (row.sealed, row.withdrawn_at is None, row.struck_at is None) == (None, False, False)
    assert "told us" not in _tables(app)
