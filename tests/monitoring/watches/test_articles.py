"""Searching all articles that are kept, in the language of the watches."""

import re

import pytest

from comms.core.rights import Role
from tests.monitoring.articles import arrives


@pytest.fixture
def ines(app, cast):
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        for number in range(25):
            arrives(f"Marée {number}", "La mer <b>monte</b> à Calais.")
        arrives("Évacuation", "Rien à Dunkerque.", outlet="La Nuit")
    return cast.browser("ines")


def titles(page: str) -> list[str]:
    return [
        re.sub("<[^>]+>", "", each).strip()
        for each in re.findall(r'class="title"[^>]*>(.*?)</a>', page, re.DOTALL)
    ]


def test_an_article_is_found_by_its_words_in_their_sentence(ines) -> None:
    page = ines.get("/watch/articles", query_string={"q": "evacuation OR nuage"}).text

    assert titles(page) == ["Évacuation"]
    assert "<mark>Évacuation</mark>" in page


def test_an_article_no_watch_caught_becomes_a_mention_from_here(ines) -> None:
    page = ines.get("/watch/articles", query_string={"q": "evacuation"}).text
    url = re.search(r'name="url" value="([^"]+)"', page)[1]

    form = ines.post("/mentions/new", data={"do": "fill", "medium": "web", "url": url}).text
    assert 'value="La Nuit"' in form
    assert "Évacuation" in form


def test_older_ones_follow_none_twice_none_left_out(ines) -> None:
    for query in ("monte", "", "url:exemple.org"):
        found, path = [], f"/watch/articles?q={query}"
        while path:
            page = ines.get(path).text
            found += titles(page)
            more = re.search(r'href="(/watch/articles\?[^"]*before=\d+)"', page)
            path = more[1].replace("&amp;", "&") if more else ""

        assert len(found) == len(set(found)) == (25 if query == "monte" else 26)


def test_a_query_that_cannot_be_read_says_where(ines) -> None:
    answer = ines.get("/watch/articles", query_string={"q": "a b OR c"})

    assert answer.status_code == 422
    assert 'class="wrong"' in answer.text
    assert "a b OR c" in answer.text


def test_nothing_found_is_said_and_strange_numbers_break_nothing(ines) -> None:
    assert "Aucun article gardé" in ines.get("/watch/articles?q=zzz").text
    assert ines.get(f"/watch/articles?q=monte&before={10**30}").status_code == 200
    assert ines.get("/watch/articles?before=-1").status_code == 200


def test_it_is_for_those_who_read_the_watch(app, cast) -> None:
    cast.actor("max", Role.GUEST)

    assert app.test_client().get("/watch/articles").status_code in {302, 303}
    assert cast.browser("max").get("/watch/articles").status_code == 403
    assert cast.browser("max").post("/watch/articles").status_code == 405
