"""The pages of watches: three boxes, the language one click behind, a try before keeping."""

import pytest
from sqlalchemy import select

from comms.core import options
from comms.core.db import db
from comms.core.languages import typeset
from comms.core.rights import Role
from comms.monitoring.watches.models import Watch, WatchVersion
from comms.monitoring.watches.queries import listing
from tests.monitoring.articles import arrives, watch

BOXES = {"mode": "boxes", "name": "Nom", "all": "", "any": "", "none": "", "query": ""}


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


def _watch(app):
    with app.app_context():
        found = db.session.scalar(select(Watch))
        return found and (found.name, listing.current(found).query, listing.wishing(found))


def test_a_watch_is_begun_in_three_boxes(app, cast, ines):
    me = cast.actor("ines").id
    form = {**BOXES, "all": "HRO", "any": "Calais Dunkerque", "none": "rugby", "told": me}

    answer = ines.post("/watch/new", data={**form, "do": "save"})

    assert answer.status_code == 303
    assert _watch(app) == ("Nom", "HRO (Calais OU Dunkerque) -rugby", {me})
    page = ines.get(answer.location).text
    assert 'value="Calais Dunkerque"' in page


def test_a_watch_without_words_is_refused_in_a_sentence_and_keeps_its_name(app, ines):
    answer = ines.post("/watch/new", data={**BOXES, "name": "Mairies", "do": "save"})

    assert answer.status_code == 422
    assert 'class="refusal"' in answer.text
    assert "Mairies" in answer.text
    assert _watch(app) is None


def test_a_try_weighs_each_word_only_when_something_was_found(app, ines):
    form = {**BOXES, "all": "HRO", "any": "Calais Dunkerque", "do": "try30"}
    weighs = "article tient à ce mot"
    assert weighs not in ines.post("/watch/new", data=form).text

    with app.app_context():
        arrives("HRO à Calais")

    assert weighs in ines.post("/watch/new", data=form).text


@pytest.mark.parametrize("told", ["9" * 30, "99999", "é"])
def test_who_does_not_exist_is_not_told(app, ines, told):
    answer = ines.post("/watch/new", data={**BOXES, "all": "HRO", "told": told, "do": "save"})

    assert answer.status_code == 303
    assert _watch(app) == ("Nom", "HRO", set())


def test_the_language_is_one_click_behind_and_back_loses_nothing(ines):
    form = {**BOXES, "all": "HRO", "any": "Calais Dunkerque"}

    behind = ines.post("/watch/new", data={**form, "do": "query"}).text
    back = ines.post(
        "/watch/new",
        data={**form, "mode": "query", "query": "HRO (Calais OR Loon)", "do": "boxes"},
    ).text
    stays = ines.post(
        "/watch/new", data={**form, "mode": "query", "query": "a NEAR b", "do": "boxes"}
    ).text

    assert "HRO (Calais OU Dunkerque)</textarea>" in behind.replace("\n", "")
    assert 'value="Calais Loon"' in back
    assert "a NEAR b</textarea>" in stays.replace("\n", "")
    assert 'name="any" value="Calais Dunkerque"' in stays


def test_boxes_say_or_as_their_reader_does(ines):
    form = {**BOXES, "all": "HRO", "any": "Calais Dunkerque", "do": "query"}
    ines.get("/language/en")

    behind = ines.post("/watch/new", data=form).text

    assert "HRO (Calais OR Dunkerque)</textarea>" in behind.replace("\n", "")


@pytest.mark.anywhere
def test_boxes_and_query_that_mean_the_same_stay_as_typed(ines):
    typed = {**BOXES, "any": "Calais, Dunkerque", "none": "-rugby"}
    asked = {**typed, "mode": "query", "query": "(Calais, OR Dunkerque) -rugby", "do": "boxes"}
    said = {**typed, "any": "Calais Dunkerque", "query": "(Calais OU Dunkerque) SAUF rugby"}

    back = ines.post("/watch/new", data=asked).text
    behind = ines.post("/watch/new", data={**said, "do": "query"}).text

    assert 'value="Calais, Dunkerque"' in back
    assert 'value="-rugby"' in back
    assert "(Calais OU Dunkerque) SAUF rugby</textarea>" in behind.replace("\n", "")


def test_a_watch_comes_back_as_it_was_typed(app, ines):
    typed = {**BOXES, "any": "Calais, Dunkerque", "none": "rugby"}
    boxed = ines.post("/watch/new", data={**typed, "do": "save"}).location
    query = {"mode": "query", "name": "Autre", "query": "Calais OU Loon"}
    said = ines.post("/watch/new", data={**BOXES, **query, "do": "save"}).location

    lists, page = ines.get("/watch").text, ines.get(said).text

    assert 'value="Calais, Dunkerque"' in ines.get(boxed).text
    assert "Calais OU Loon</textarea>" in page.replace("\n", "")
    assert '<bdi class="query">Calais, Dunkerque</bdi>' in lists
    assert "-rugby" not in lists


def test_a_refused_query_shows_where_and_what_was_probably_meant(app, ines):
    form = {**BOXES, "mode": "query", "query": "Calais HRO OR Dunkerque"}

    answer = ines.post("/watch/new", data={**form, "do": "save"})

    assert answer.status_code == 422
    assert '<mark class="wrong">OR</mark>' in answer.text
    assert 'value="(Calais HRO) OR Dunkerque"' in answer.text
    assert _watch(app) is None
    taken = ines.post("/watch/new", data={**form, "take": "(Calais HRO) OR Dunkerque"})
    assert "(Calais HRO) OR Dunkerque</textarea>" in taken.text.replace("\n", "")


def test_a_try_shows_the_words_in_their_sentence_and_keeps_nothing(app, ines):
    with app.app_context():
        arrives("Rien", "Le rugby à Calais. On compte 48 expulsions à Calais <b>en mars</b>. Fin.")

    page = ines.post("/watch/new", data={**BOXES, "all": "expulsions", "do": "try30"}).text

    assert "On compte 48 <mark>expulsions</mark> à Calais en mars." in page
    assert _watch(app) is None


def test_false_hits_are_marked_and_an_exclusion_is_one_click(app, ines):
    with app.app_context():
        wrong = [arrives(f"HRO rugby {each}").id for each in ("hier", "demain")]
        wrong.append(arrives("HRO restaurant").id)
        arrives("HRO à Calais")
    form = {**BOXES, "all": "HRO", "wrong": wrong, "tried": "30"}

    page = ines.post("/watch/new", data={**form, "do": "exclude30"}).text
    after = ines.post("/watch/new", data={**form, "exclude": "rugby"}).text

    assert 'value="rugby"' in page
    assert 'name="none" type="text" value="rugby"' in " ".join(after.split())
    assert "2 articles en 30 jours" in after
    assert 'value="restaurant"' in after  # what would spare the others is still proposed


def test_a_watch_is_changed_and_its_versions_are_shown(app, ines):
    with app.app_context():
        number = watch(query="calais").id

    first = ines.get("/watch").text
    ines.post(f"/watch/{number}", data={**BOXES, "all": "dunkerque", "do": "save"})

    assert "version" not in first  # a word for what has changed, and nothing has
    assert "version 2" in ines.get("/watch").text
    page = ines.get(f"/watch/{number}").text
    assert "version 2" in page
    with app.app_context():
        assert len(db.session.scalars(select(WatchVersion)).all()) == 2


def test_beside_a_saved_watch_stands_the_way_to_what_it_catches(app, ines):
    before, tries = "Avant d’enregistrer", "« Essayer »"
    assert before in ines.get("/watch/new").text
    with app.app_context():
        watch()

    saved = ines.get("/watch/1").text
    ines.post("/watch/1/close")
    closed = ines.get("/watch/1").text

    assert "Ce qu’elle attrape" in saved
    assert typeset(tries) in saved
    assert "Ce qu’elle a attrapé<" in closed
    assert typeset(tries) not in closed
    for page in (saved, closed):
        assert before not in page
        assert 'href="/mentions?state=all&amp;watch=1"' in page


def test_a_watch_is_closed_and_taken_up_again(app, ines):
    with app.app_context():
        number = watch().id

    ines.post(f"/watch/{number}/close")
    assert "Veilles arrêtées" in ines.get("/watch").text
    ines.post(f"/watch/{number}/reopen")
    assert "Veilles arrêtées" not in ines.get("/watch").text


def test_our_own_sites_are_named_on_the_page(app, ines):
    ines.post("/watch/own-sites", data={"sites": "https://www.exemple.org/fr"})
    wrong = ines.post("/watch/own-sites", data={"sites": "pas un site"})

    with app.app_context():
        assert options.get("own_sites") == ["exemple.org"]
    assert wrong.status_code == 422


@pytest.mark.parametrize("path", ["/watch", "/watch/new", "/watch/1"])
def test_each_page_knows_who_may(app, cast, path):
    with app.app_context():
        watch()

    assert cast.browser("ines").get(path).status_code == 200
    assert cast.browser("zoe", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303
    assert cast.browser("ines").put(path).status_code == 405
    assert cast.browser("ines").get("/watch/99").status_code == 404


@pytest.mark.parametrize("path", ["new", "1", "1/close", "1/reopen", "read", "own-sites"])
def test_who_may_not_changes_nothing(app, cast, path):
    with app.app_context():
        watch()

    assert cast.browser("zoe", Role.GUEST).post(f"/watch/{path}").status_code == 403
    assert app.test_client().post(f"/watch/{path}").status_code == 401


def test_who_keeps_the_settings_says_how_long_articles_are_kept(app, cast, ines):
    admin = cast.browser("marie", Role.ADMIN)

    assert ines.post("/watch/kept-days", data={"days": "30"}).status_code == 403
    assert admin.post("/watch/kept-days", data={"days": "2"}).status_code == 422
    with app.app_context():
        assert options.get("kept_days") == 90
    admin.post("/watch/kept-days", data={"days": "180"})

    with app.app_context():
        assert options.get("kept_days") == 180
    assert "Articles gardés 180 jours" in admin.get("/watch").text
