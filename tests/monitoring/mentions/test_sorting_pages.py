"""Sorting mentions on the page: keep, dismiss, take back, the tone, a note."""

import re

import pytest
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.core.rights import Role
from comms.monitoring.intake.models import EntryVersion
from comms.monitoring.mentions.models import Mention
from tests.asked import asked_of
from tests.conftest import NOW
from tests.monitoring.articles import arrives, tell, watch
from tests.monitoring.stories.wire import Wire


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


@pytest.fixture
def three(app):
    """Three mentions; their numbers are 1, 2, 3."""
    with app.app_context():
        watch("Nom", "HRO")
        for number in (1, 2, 3):
            arrives(f"HRO {number} <", f"Selon HRO, {number} opérations.")


def _states(app):
    with app.app_context():
        rows = db.session.execute(select(Mention.state).order_by(Mention.id))
        return [row.state for row in rows]


@pytest.mark.parametrize("path", ["/mentions", "/watch"])
def test_at_the_head_of_the_page_one_act_stands_out_and_the_others_are_alike(ines, path):
    head = ines.get(path).text.partition('<div class="doing">')[2].partition("</div>")[0]

    looks = [each.split() for each in re.findall(r'class="([^"]*)"', head)]

    assert looks == [*[["btn"]] * 4, ["btn", "main"]]


def test_the_newest_stands_first_and_is_shown_whole(ines, three):
    page = ines.get("/mentions").text

    titles = re.findall(r"HRO</mark> (\d) &lt;", page)
    assert titles[:3] == ["3", "2", "1"]
    assert "Selon <mark>HRO</mark>, 3 opérations." in page
    assert "· « Nom »" in page.replace("\xa0", " ")


def test_numbers_said_twice_count_once_and_too_many_are_refused(app, ines, three):
    twice = ines.post("/mentions/sort", data={"ids": "3," * 20_000, "to": "kept"})
    many = ",".join(map(str, range(1, 502)))
    page = ines.post("/mentions/sort", data={"ids": many, "to": "kept"}, follow_redirects=True).text

    assert "undo=3&" in twice.location
    assert "C’est trop à la fois" in page
    assert _states(app) == ["new", "new", "kept"]


def test_keeping_shows_the_next_one_and_can_be_taken_back(app, ines, three):
    answer = ines.post("/mentions/sort", data={"ids": 3, "to": "kept", "state": "new"})

    assert (answer.status_code, "at=2" in answer.location) == (303, True)
    assert _states(app) == ["new", "new", "kept"]
    page = ines.get(answer.location).text
    assert "Gardée" in page
    undo = {"ids": 3, "to": "new", "state": "new", "undoes": 1}
    ines.post("/mentions/sort", data=undo)
    assert _states(app) == ["new", "new", "new"]
    with app.app_context():
        acts = select(AuditLine.act).where(AuditLine.act.like("mention.%")).order_by(AuditLine.id)
        assert db.session.scalars(acts).all() == ["mention.kept", "mention.new"]


def test_many_are_dismissed_at_once_and_taken_back_at_once(app, ines, three):
    answer = ines.post("/mentions/sort", data={"ids": [1, 3], "to": "dismissed", "state": "new"})

    assert _states(app) == ["dismissed", "new", "dismissed"]
    page = ines.get(answer.location).text
    assert "2 retombées triées." in page
    assert 'name="ids" value="1,3"' in page.replace("\n", "")


@pytest.mark.anywhere
def test_each_of_many_costs_its_sorting_and_not_a_look_of_its_own(app, ines, three):
    with asked_of(app) as said:
        ines.post("/mentions/sort", data={"ids": "3", "to": "kept"})
        of_one = sum("FROM mentions" in each for each in said)
        said.clear()
        ines.post("/mentions/sort", data={"ids": ["2", "1"], "to": "kept"})

    assert sum("FROM mentions" in each for each in said) == of_one


def test_keys_go_down_and_up_keep_and_dismiss(ines, three):
    page = ines.get("/mentions?at=2").text

    keyed = dict.fromkeys(re.findall(r'data-key="(\w)"', page))
    assert {"j", "k", "g", "x", "t", "n"} <= set(keyed)


def test_mentions_are_chosen_by_state_and_by_watch(app, ines, three):
    with app.app_context():
        number = watch("Lieu", "Calais").id
        arrives("Calais")
    ines.post("/mentions/sort", data={"ids": 1, "to": "kept"})

    by_watch = ines.get(f"/mentions?watch={number}").text
    kept = ines.get("/mentions?state=kept").text
    everything = ines.get("/mentions?state=all").text

    assert "Calais" in by_watch
    assert "Selon" not in by_watch
    assert "Selon <mark>HRO</mark>, 1 opérations." in kept
    assert everything.count('class="row mention') == 4


def test_copies_stand_in_one_line_and_are_sorted_together(app, ines):
    text = " ".join(["HRO.", *Wire(5).sentences(200)])
    with app.app_context():
        watch("Nom", "HRO")
        for outlet in ("Ouest-Info", "Le Nord", "La Voix"):
            arrives(f"Titre de {outlet}", text, outlet=outlet, authors=["avec AFP"])

    page = ines.get("/mentions").text

    assert page.count('class="row mention') == 1
    assert "× 3" in page
    assert "2 reprises" in page
    assert "dépêche AFP" in page
    assert 'name="ids" value="1,2,3"' in re.sub(r"\s+", " ", page)
    ines.post("/mentions/sort", data={"ids": "1,2,3", "to": "kept"})
    assert _states(app) == ["kept", "kept", "kept"]


def test_a_person_says_the_tone_and_notes(app, ines, three):
    ines.post("/mentions/1/tone", data={"tone": "favourable", "state": "new"})
    ines.post("/mentions/1/tone", data={"tone": "angry"})
    ines.post("/mentions/1/note", data={"note": "À rappeler lundi."})

    with app.app_context():
        mention = db.session.get_one(Mention, 1)
        assert (mention.tone, mention.note) == ("favourable", "À rappeler lundi.")
    assert "À rappeler lundi." in ines.get("/mentions/1").text


def test_new_mentions_stand_on_aujourdhui_and_beside_the_navigation(app, ines, three):
    page = ines.get("/").text

    assert "Selon <mark>HRO</mark>, 3 opérations." in page or "HRO 3" in page
    assert re.search(r"Retombées\s*<b>3</b>", page)
    answer = ines.post("/mentions/sort", data={"ids": 3, "to": "kept", "back": "today"})
    assert answer.location == "/"


def test_aujourdhui_leads_to_the_mentions_it_has_no_room_for(app, ines, three):
    assert "à trier" not in ines.get("/").text
    with app.app_context():
        for number in (4, 5, 6, 7, 8):
            arrives(f"HRO {number}", f"Selon HRO, {number} opérations.")

    assert "2 autres à trier" in ines.get("/").text


def test_a_mention_is_found_from_anywhere(ines, three):
    page = ines.get("/search?q=hro&part=1").text

    assert "/mentions/3" in page


def test_an_unknown_state_or_number_changes_nothing(app, ines, three):
    ines.post("/mentions/sort", data={"ids": 1, "to": "burnt"})
    nothing = ines.post("/mentions/sort", data={"to": "kept"})
    assert "Cochez d’abord" in ines.get(nothing.location).text
    unknown = ines.post("/mentions/sort", data={"ids": 99, "to": "kept"})

    assert _states(app) == ["new", "new", "new"]
    assert (nothing.status_code, unknown.status_code) == (303, 404)
    assert ines.get("/mentions?state=x&watch=y&at=z&undo=a,b&was=new").status_code == 200


@pytest.mark.parametrize("path", ["/mentions", "/mentions/1", "/mentions/new"])
def test_each_page_knows_who_may(app, cast, three, path):
    assert cast.browser("ines").get(path).status_code == 200
    assert cast.browser("zoe", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303
    assert cast.browser("ines").delete(path).status_code == 405
    assert cast.browser("ines").get("/mentions/99").status_code == 404


@pytest.mark.parametrize("path", ["sort", "1/tone", "1/note", "new"])
def test_who_may_not_changes_nothing(app, cast, three, path):
    assert cast.browser("zoe", Role.GUEST).post(f"/mentions/{path}").status_code == 403
    assert app.test_client().post(f"/mentions/{path}").status_code == 401
    assert _states(app) == ["new", "new", "new"]


def test_too_long_a_note_is_refused_and_comes_back(app, ines, three):
    answer = ines.post("/mentions/3/note", data={"note": "mot " * 501, "state": "all"})

    assert answer.status_code == 422
    assert "2000 signes au plus" in answer.text
    assert "mot " * 501 in answer.text
    with app.app_context():
        assert db.session.get_one(Mention, 3).note == ""


def test_why_may_be_said_and_goes_with_the_decision(app, ines, three):
    ines.post("/mentions/sort", data={"ids": "3", "to": "dismissed"})

    assert ines.post("/mentions/3/reason", data={"reason": "homonyme"}).status_code == 303
    assert 'value="homonyme"' in ines.get("/mentions/3").text
    ines.post("/mentions/sort", data={"ids": "3", "to": "kept"})

    with app.app_context():
        assert db.session.get_one(Mention, 3).reason == ""


def test_a_person_says_to_which_campaign_a_mention_belongs(app, ines, three):
    with app.app_context():
        db.session.add(Campaign(name="Trêve hivernale", made_at=NOW))
        db.session.commit()

    assert ines.post("/mentions/3/campaign", data={"campaign": "99"}).status_code == 303
    assert "Trêve hivernale" not in ines.get("/coverage").text
    ines.post("/mentions/3/campaign", data={"campaign": "1"})

    assert "Trêve hivernale" in ines.get("/coverage").text
    assert "HRO 3" in ines.get("/campaigns/1").text
    ines.post("/mentions/3/campaign", data={"campaign": ""})
    assert "HRO 3" not in ines.get("/campaigns/1").text


def test_what_an_article_said_before_is_shown_word_by_word(app, ines):
    with app.app_context():
        watch("Nom", "HRO")
        entry = arrives("HRO dénonce une expulsion violente", "Un texte.")
        earlier = {"title": entry.title, "summary": "Un texte.", "content": ""}
        seen = {"seen_at": entry.seen_at, "replaced_at": NOW}
        db.session.add(EntryVersion(entry_id=entry.id, **earlier, **seen))
        entry.title, entry.changed_at = "HRO dénonce une opération", NOW
        tell(entry, changed=True)

    page = " ".join(ines.get("/mentions/1").text.split())

    assert "L’article a changé 1 fois" in page
    assert "<del>expulsion violente</del>" in page
    assert "<ins>opération</ins>" in page


def test_what_was_caught_by_its_title_alone_shows_how_it_begins(app, ines):
    with app.app_context():
        watch("Lieu", "Dunkerque")
        arrives("Une nuit à Dunkerque", "Ils <b>étaient</b> quatre, ce soir-là.")

    assert "Ils étaient quatre, ce soir-là." in ines.get("/mentions").text
