"""One article has one link, however it is written."""

from urllib.parse import quote

import pytest

from comms.core.links import canonical, site_of, unwrapped

ARTICLE = "https://exemple.org/2030/03/calais"


@pytest.mark.parametrize(
    "written",
    [
        "https://exemple.org/2030/03/calais",
        "http://exemple.org/2030/03/calais",
        "https://EXEMPLE.org/2030/03/calais/",
        "https://www.exemple.org/2030/03/calais",
        "https://m.exemple.org/2030/03/calais",
        "https://amp.exemple.org/2030/03/calais",
        "https://exemple.org:443/2030/03/calais",
        "https://exemple.org/2030/03/calais#commentaires",
        "https://exemple.org/2030/03/calais?utm_source=rss&utm_medium=x",
        "https://exemple.org/2030/03/calais?xtor=RSS-1&fbclid=abc&at_medium=custom7",
        "https://exemple.org/2030/03/calais/amp/",
        "https://exemple.org/2030/03/calais.amp",
        "https://exemple.org/amp/2030/03/calais",
        "https://exemple.org/2030/03/calais?amp=1",
        "https://exemple.org/2030/03/%63alais",
        "https://exemple.org/2030/03/calais;jsessionid=0A1B",
        "https://www.google.com/url?rct=j&sa=t&url=https://exemple.org/2030/03/calais&ct=ga",
        "https://www.google.fr/amp/s/www.exemple.org/2030/03/calais/amp",
        "https://www-exemple-org.cdn.ampproject.org/c/s/www.exemple.org/2030/03/calais",
    ],
)
def test_all_writings_of_an_article_are_one_link(written: str) -> None:
    assert canonical(written) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://exemple.org/?p=1", "https://exemple.org/?p=2"),
        ("https://exemple.org/a", "https://exemple.org/A"),
        ("https://exemple.org/a?d=3", "https://exemple.org/a"),
        ("https://exemple.org:8080/a", "https://exemple.org/a"),
        ("https://exemple.org/camp", "https://exemple.org/c"),
        ("https://exemple.org/a%2Fb", "https://exemple.org/a/b"),
        ("https://blog.exemple.org/a", "https://exemple.org/a"),
    ],
)
def test_what_names_another_article_stays_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_order_of_words_after_the_question_mark_does_not_count() -> None:
    assert canonical("https://e.org/a?b=1&a=2") == canonical("https://e.org/a?a=2&b=1&utm_x=1")


def test_names_and_paths_in_any_script_are_written_one_way() -> None:
    assert canonical("https://Éxemple.org/é") == canonical("https://xn--xemple-9ua.org/%c3%a9")


@pytest.mark.parametrize("strange", ["", "calais", "mailto:a@b.org", "https://[::1", "http://:80/"])
def test_what_is_no_link_stays_as_it_is(strange: str) -> None:
    assert canonical(strange) == strange


def test_a_redirect_to_nothing_we_open_is_left_alone() -> None:
    link = "https://www.google.com/url?url=javascript:alert(1)"

    assert unwrapped(link) == link


@pytest.mark.parametrize(
    "behind",
    [
        "https://[x/",
        "https://exemple.org:99999/",
        "https://moi:secret@exemple.org/",
        "https://exemple.org/\0",
        "https://exemple.org/\n",
        "https://exemple.org/\u202egpj",
    ],
)
def test_what_no_feed_could_say_itself_stays_wrapped(behind: str) -> None:
    link = f"https://www.google.com/url?url={quote(behind, safe='')}"

    assert unwrapped(link) == link


def test_the_article_behind_a_link_of_a_search_engine_is_found() -> None:
    behind = "https://voix.example/a?b=1"

    assert (
        unwrapped(f"https://www.google.com/url?rct=j&url={quote(behind, safe='')}&ct=ga") == behind
    )
    bing = f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&url={quote(behind, safe='')}&c=1"
    assert unwrapped(bing) == behind


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.lemonde.fr", "lemonde.fr"),
        ("exemple.asso.fr", "exemple.asso.fr"),
        ("presse.exemple.asso.fr", "exemple.asso.fr"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("a.b.tumblr.com", "tumblr.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
    ],
)
def test_hosts_of_one_house_are_one_site(host: str, site: str) -> None:
    assert site_of(host) == site
