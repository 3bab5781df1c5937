"""Who wrote a mention, which release it takes up: proposed, decided by people, remembered."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from comms.contacts.book.models import Contact, Outlet
from comms.contacts.book.service.indexing import index
from comms.core.db import db
from comms.core.rights import Role
from comms.core.text import fold
from comms.monitoring.alerts.models import Alert
from comms.monitoring.intake.models import Entry
from comms.monitoring.mentions.models import Mention, MentionPerson, MentionPiece
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.taking_up import Compared, How, Likeness, taken_up
from comms.monitoring.mentions.service import sorting
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.states import State
from tests.asked import asked_of
from tests.conftest import NOW
from tests.monitoring.articles import arrives, stored, tell, watch
from tests.monitoring.stories.wire import Wire

RELEASE = (
    "En 2029, nous avons compté 1 226 expulsions de lieux de vie et 4 310 tentes saisies. "
    "« Personne ne dort deux nuits de suite au même endroit à Calais », dit Ada Exemple."
)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("Par Julia P. et Louis W., à Calais, avec AFP", ["Julia P.", "Louis W."]),
        ("J. P. avec AFP", ["J. P."]),
        ("By Ada Lovelace and Grace Hopper in London", ["Ada Lovelace", "Grace Hopper"]),
        ("Élodie Lefèvre (envoyée spéciale)", ["Élodie Lefèvre"]),
        ("Anne Dupont, correspondante à Lille", ["Anne Dupont"]),
        ("Propos recueillis par Jean de La Fontaine", ["Jean de La Fontaine"]),
        ("Jean-Baptiste d'Almeida; Omar K.", ["Jean-Baptiste d'Almeida", "Omar K."]),
        ("Texte : Léa Morel / Photos : Max B.", ["Léa Morel", "Max B."]),
        ("Julia P. - La Voix du Littoral", ["Julia P."]),
        ("AFP – Julia P.", ["Julia P."]),
        ("Publié par Julia P.", ["Julia P."]),
        ("بقلم أحمد علي، ليلى حسن", ["أحمد علي", "ليلى حسن"]),
        ("La rédaction", []),
        ("AFP", []),
        ("Le Monde avec AFP", ["Le Monde"]),
        ("x" * 100_000 + " et " * 1000, []),
    ],
)
def test_a_signature_is_split_into_people(written: str, people: list[str]) -> None:
    assert people_of([written]) == people


def test_a_release_is_known_by_its_words_its_title_its_figures() -> None:
    title = "Calais : 1 226 expulsions en un an"
    quoting = "Selon elle, personne ne dort deux nuits de suite au même endroit. Point."
    counting = "Il y aurait eu 1.226 évacuations et 4310 tentes prises, selon l’association."

    ours = Compared(RELEASE, title)
    other = Compared("En 2029 et 2030, 226 personnes.", "Ailleurs")

    assert taken_up(ours, Compared(quoting, "Nuits")) == Likeness(How.QUOTE, 80)
    assert taken_up(ours, Compared("", "A Calais, 1 226 expulsions en un an")) == Likeness(
        How.TITLE, 80
    )
    assert taken_up(ours, Compared(counting, "Tentes")) == Likeness(How.FIGURES, 65)
    assert taken_up(ours, other) is None


def test_a_release_repeated_in_an_article_is_known_and_no_surer() -> None:
    whole = RELEASE * 200
    pattern = "un deux trois quatre cinq six sept " * 3_000

    assert taken_up(Compared(RELEASE), Compared(whole)) == Likeness(How.QUOTE, 99)
    assert taken_up(Compared(pattern), Compared(pattern)) == Likeness(How.QUOTE, 99)
    assert taken_up(Compared("un deux trois quatre cinq six sept"), Compared(pattern)) is None
    unsaid = RELEASE.replace("1 226", "").replace("4 310", "")
    assert taken_up(Compared(unsaid), Compared("mot " * 5_000 + RELEASE)) is None


def person(name: str, **more: object) -> int:
    made = Contact(
        name=name, family=name.split()[-1], given=name.split()[0], origin="test",
        made_at=NOW, touched_at=NOW, **more,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    index([made.id])
    db.session.commit()
    return made.id


def joined() -> list[tuple[int, int, bool, bool]]:
    db.session.expire_all()
    rows = db.session.scalars(select(MentionPerson).order_by(MentionPerson.id))
    return [(each.mention_id, each.contact_id, each.is_refused, each.by is None) for each in rows]


@pytest.fixture
def julia(app, cast):
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        number = person("Julia Pascual")
        watch("Nom", "HRO")
        arrives("HRO 1", authors=["Par Julia P., avec AFP"], outlet="Le Monde")
    return number


def say(cast, mention: int, contact: int, name: str = "Julia P.", **more: object):
    form = {"contact": contact, "name": name, **more}
    return cast.browser("ines").post(f"/mentions/{mention}/people", data=form)


def test_a_signature_proposes_whom_it_may_be_and_joins_nobody(app, cast, julia) -> None:
    page = cast.browser("ines").get("/mentions/1").text

    assert "Julia Pascual" in page
    with app.app_context():
        assert joined() == []


def test_who_was_joined_once_is_joined_again_in_the_same_outlet(app, cast, julia) -> None:
    assert say(cast, 1, julia).status_code == 303
    with app.app_context():
        arrives("HRO 2", authors=["Julia P."], outlet="Le Monde")
        arrives("HRO 3", authors=["Julia P."], outlet="Ouest-Info")

        assert joined() == [(1, julia, False, False), (2, julia, False, True)]
    card = cast.browser("ines").get(f"/contacts/{julia}").text
    assert "A écrit sur nous" in card
    assert "HRO 2" in card


def test_what_a_person_joined_stays_theirs_when_another_watch_catches_it(app, cast, julia) -> None:
    say(cast, 1, julia)

    with app.app_context():
        watch("Lieu", "Calais")
        entry = db.session.get_one(Entry, db.session.get_one(Mention, 1).entry_id)
        entry.summary = "À Calais."
        tell(entry, changed=True)
        arrives("HRO 2", authors=["Julia P."], outlet="Le Monde")

        assert joined() == [(1, julia, False, False), (2, julia, False, True)]


def test_a_refusal_is_remembered(app, cast, julia) -> None:
    assert say(cast, 1, julia, **{"not": 1}).status_code == 303
    with app.app_context():
        arrives("HRO 2", authors=["Julia P."], outlet="Le Monde")

        assert joined() == [(1, julia, True, False)]
    assert "Julia Pascual" not in cast.browser("ines").get("/mentions/2").text
    assert "A écrit sur nous" not in cast.browser("ines").get(f"/contacts/{julia}").text


def test_a_discreet_person_is_not_proposed_to_all(app, cast, julia) -> None:
    with app.app_context():
        hidden = person("Juliane Poe", is_discreet=True)

    assert "Juliane Poe" not in cast.browser("ines").get("/mentions/1").text
    assert say(cast, 1, hidden).status_code == 404


def test_only_who_signed_is_joined_and_only_by_who_keeps_the_watch(app, cast, julia) -> None:
    cast.actor("max", Role.GUEST)

    assert say(cast, 1, julia, name="Personne").status_code == 400
    assert say(cast, 99, julia).status_code == 404
    assert cast.browser("max").post("/mentions/1/people").status_code == 403
    assert cast.browser("ines").get("/mentions/1/people").status_code == 405


def test_an_article_that_quotes_a_release_is_joined_to_it(app, cast) -> None:
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        piece = release()
        watch("Nom", "HRO")
        arrives("HRO à Calais", f"HRO l’écrit. {RELEASE}")
        arrives("HRO ailleurs", "HRO est là.")
        db.session.expire_all()
        rows = db.session.scalars(select(MentionPiece)).all()
        assert [(row.mention_id, row.piece_id, row.how, row.by) for row in rows] == [
            (1, piece, "quote", None)
        ]
    page = cast.browser("ines").get("/mentions/1").text.replace("\xa0", " ").replace("\u202f", " ")
    assert "automatique, sûr à 99 %" in page
    browser = cast.browser("ines")
    assert browser.post("/mentions/1/releases", data={"piece": piece, "not": 1}).status_code == 303
    assert "automatique" not in browser.get("/mentions/1").text
    assert browser.post("/mentions/2/releases", data={"piece": piece}).status_code == 303
    assert "dit par une personne" in browser.get("/mentions/2").text
    assert browser.post("/mentions/2/releases", data={"piece": 99}).status_code == 404


@pytest.mark.anywhere
def test_articles_are_held_against_many_releases_with_no_more_questions_than_against_one(
    app,
) -> None:
    asked = []
    with asked_of(app) as said:
        watch("Nom", "HRO")
        for many in (1, 1, 4):  # the first makes the watch ready
            for _ in range(many):
                release()
            arrived = stored(f"HRO, {many}", "HRO est là.")
            said.clear()
            tell(arrived)
            asked.append(len(said))

    assert asked[1] == asked[2]


def test_our_own_release_republished_is_no_coverage_and_what_is_written_on_it_is(app, cast) -> None:
    body = f"{RELEASE} {' '.join(Wire(7).sentences(120))}"
    own = " ".join(Wire(8).sentences(200))
    me = cast.actor("ines")
    with app.app_context():
        watch("Nom", "Calais", told=(me.id,))
        release(body)
        arrives("Leur communiqué", f"<p>Communiqué.</p> {body}")
        arrives("Ce que nous avons vu", f"{own} Ils l’écrivent : {body}")

        rows = db.session.execute(select(Mention.state, Mention.reason).order_by(Mention.id)).all()
        told = db.session.scalars(select(Alert.mention_id)).all()
        taken_back = sorting.sort(db.session.get_one(Mention, 1), "new", actor=me)

    assert [tuple(row) for row in rows] == [("dismissed", "own_release"), ("new", "")]
    assert (told, taken_back) == ([2], "dismissed")
    assert "notre communiqué, republié" in cast.browser("ines").get("/mentions/1").text


def test_our_release_with_a_figure_changed_once_it_was_put_aside_is_news(app, cast) -> None:
    body = f"{RELEASE} {' '.join(Wire(7).sentences(120))}"
    me = cast.actor("ines")
    with app.app_context():
        watch("Nom", "Calais", told=(me.id,))
        release(body)
        entry = arrives("Leur communiqué", body)
        assert db.session.scalars(select(Alert.mention_id)).all() == []
        words = body.split()
        entry.summary = " ".join([*words[:60], "4000", *words[61:]])
        tell(entry, changed=True)

        row = db.session.execute(select(Mention.state, Mention.reason)).one()
        assert tuple(row) == ("new", "")
        assert db.session.scalars(select(Alert.mention_id)).all() == [1]


def release(body: str = RELEASE) -> int:
    """Return a release that was published an hour ago."""
    words = {"title": "Calais", "body": body}
    said = {"words": words, "plan": {"at": None, "sendings": []}}
    made = Piece(
        kind="release", state=State.PUBLISHED, title="Calais", lang="fr", folded=fold("Calais"),
        number=1, made_at=NOW, touched_at=NOW, published_at=NOW - timedelta(hours=1),
        revisions=[Revision(number=1, content=said, hash="", made_at=NOW)],
    )  # fmt: skip
    db.session.add(made)
    db.session.commit()
    return made.id


def test_a_newsroom_of_the_book_is_known_by_the_site_of_its_articles(app, cast, julia) -> None:
    with app.app_context():
        db.session.add(
            Outlet(name="Le Monde", key="le monde", domain="lemonde.example", made_at=NOW)
        )
        arrives("HRO 9", link="https://www.lemonde.example/9")

    page = cast.browser("ines").get("/mentions/2").text
    assert 'href="/contacts/outlets/1"' in page
    assert "outlets/1" not in cast.browser("ines").get("/mentions/1").text
