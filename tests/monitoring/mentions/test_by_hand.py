"""Entering by hand what no feed shows: a broadcast, a printed page."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from comms.adapters.feeds import Document
from comms.adapters.pages import read_head
from comms.core.db import db
from comms.monitoring.mentions.models import Mention, MentionPiece
from comms.monitoring.mentions.rules.by_hand import ByHand, lacks
from comms.monitoring.mentions.rules.links import medium_of
from comms.monitoring.mentions.rules.standing import Medium
from comms.monitoring.mentions.rules.wrong import MentionWrong
from tests.conftest import NOW
from tests.monitoring.articles import arrives, watch
from tests.monitoring.mentions.test_linking import RELEASE, release

RADIO = {
    "title": "Reportage à la frontière",
    "outlet": "Radio du Littoral",
    "medium": "radio",
    "programme": "Journal de 8 h",
    "day": "2030-03-11",
    "hour": "08:05",
    "lang": "fr",
    "verbatim": "On compte cent expulsions.",
    "authors": "Camille R., Jo P.",
}


@pytest.fixture
def ines(cast):
    return cast.browser()


def test_everything_that_is_wrong_is_said_at_once():
    ahead = datetime(2030, 3, 13, tzinfo=UTC)
    given = ByHand("", "", url="javascript:alert(1)", published=ahead)

    assert lacks(given, NOW) == [
        MentionWrong.NO_TITLE,
        MentionWrong.NO_OUTLET,
        MentionWrong.NOT_A_LINK,
        MentionWrong.HOUR_AHEAD,
    ]
    assert lacks(ByHand("Un titre", "Un média"), NOW) == [MentionWrong.NO_MEDIUM]


@pytest.mark.parametrize(
    ("url", "medium"),
    [
        ("https://www.lavoixdunord.fr/1/article", Medium.WEB),
        ("https://m.facebook.com/posts/1", Medium.NETWORK),
        ("https://x.com/someone/status/1", Medium.NETWORK),
        ("https://podcasts.apple.com/fr/podcast/1", Medium.PODCAST),
        ("https://www.apple.com/", Medium.WEB),
        ("https://www.radiofrance.fr/franceinter/podcasts/l-invite", Medium.RADIO),
        ("https://www.france.tv/1", Medium.TELEVISION),
        ("https://notfrance.tv/", Medium.WEB),
        ("http://[", Medium.WEB),
    ],
)
def test_a_link_tells_by_which_way_something_was_said(url, medium):
    assert medium_of(url) is medium
    assert ByHand("", "", url=url).way is medium
    assert ByHand("", "", medium=Medium.PRINT, url=url).way is Medium.PRINT


def test_the_form_begins_at_the_link_and_with_no_medium(ines):
    page = ines.get("/mentions/new").text

    (field,) = re.findall(r"<input(?=[^>]*autofocus)[^>]*>", page)
    assert 'id="f-url"' in field
    assert '<option value="" selected>' in page
    assert 'value="print" selected' not in page


def test_without_a_link_the_medium_is_chosen(app, ines):
    answer = ines.post("/mentions/new", data={**RADIO, "medium": ""})

    assert answer.status_code == 422
    assert "Choisissez le genre de média" in answer.text
    assert "autofocus" not in answer.text  # what is wrong is read first


def test_a_link_alone_says_the_medium(app, ines):
    ines.post("/mentions/new", data={**RADIO, "medium": "", "url": "https://www.france.tv/1"})

    with app.app_context():
        assert db.session.scalars(select(Mention.medium)).one() == "television"


def test_a_link_alone_fills_the_form_and_adds_nothing(app, ines, web):
    form = {"url": web.page("/1", PAGE, **HTML), "medium": "", "title": " ", "outlet": ""}

    filled = ines.post("/mentions/new", data=form)

    assert filled.status_code == 200
    assert "l’expulsion de trop" in filled.text
    (enter,) = re.findall(r'<button(?=[^>]*class="away")[^>]*>', filled.text)
    assert "formnovalidate" in enter
    with app.app_context():
        assert db.session.scalars(select(Mention)).all() == []


def test_a_broadcast_is_entered_and_kept(app, cast):
    ines = cast.browser()

    answer = ines.post("/mentions/new", data=RADIO)

    assert answer.status_code == 303
    with app.app_context():
        mention = db.session.scalars(select(Mention)).one()
        assert (mention.state, mention.medium, mention.entry_id) == ("kept", "radio", None)
        assert mention.published == datetime(2030, 3, 11, 7, 5, tzinfo=UTC)
        assert mention.authors == ["Camille R.", "Jo P."]
    page = ines.get(answer.location).text
    assert "On compte cent expulsions." in page
    assert "Journal de 8 h" in page


def test_a_dispatch_entered_by_hand_is_known_as_one(app, ines):
    said = ines.post("/mentions/new", data={**RADIO, "authors": "Camille R. avec AFP"}).location

    assert "dépêche AFP" in ines.get(said).text.replace("\xa0", " ")
    ines.post(f"{said}/edit", data=RADIO)
    assert "dépêche" not in ines.get(said).text


def test_without_a_day_the_page_says_when_it_was_noted(app, cast):
    ines = cast.browser()

    said = ines.post("/mentions/new", data=RADIO).location
    unsaid = ines.post("/mentions/new", data={**RADIO, "day": "", "hour": ""}).location

    assert "noté le" not in ines.get(said).text
    assert "noté le 12 mars" in ines.get(unsaid).text


def test_a_day_without_its_hour_is_enough(app, cast):
    cast.browser().post("/mentions/new", data={**RADIO, "medium": "print", "hour": ""})

    with app.app_context():
        published = db.session.scalars(select(Mention)).one().published
        assert published == datetime(2030, 3, 10, 23, tzinfo=UTC)


def test_an_hour_without_its_day_is_of_today(app, cast):
    cast.browser().post("/mentions/new", data={**RADIO, "day": ""})

    with app.app_context():
        published = db.session.scalars(select(Mention)).one().published
        assert published == datetime(2030, 3, 12, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Il manque le titre"),
        ({"outlet": ""}, "Il manque le média"),
        ({"url": "exemple.org"}, "https://"),
        ({"day": "2031-01-01"}, "pas encore passée"),
        ({"day_said": "un de ces jours"}, "un de ces jours"),
        ({"verbatim": "mot " * 501}, "2000 signes au plus"),
        ({"note": "mot " * 501}, "2000 signes au plus"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(app, cast, wrong, said):
    answer = cast.browser().post("/mentions/new", data={**RADIO, **wrong})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Journal de 8 h" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Mention)).all() == []


def test_what_no_program_shows_and_a_language_that_is_none_are_left_out(app, ines):
    odd = {"title": "Vu\x1b[31m \u202epar", "note": "Lu\x1b", "lang": "fr\x1b<b>"}
    ines.post("/mentions/new", data={**RADIO, **odd})
    ines.post("/mentions/new", data={**RADIO, "lang": "pt_BR"})

    with app.app_context():
        first, second = db.session.scalars(select(Mention).order_by(Mention.id))
        assert (first.title, first.note, first.lang) == ("Vu[31m par", "Lu", "fr")
        assert second.lang == "pt-BR"


PAGE = """<!doctype html><html lang="fr-FR"><head><title>T | La Voix</title>
<meta property="og:title" content="Calais&nbsp;: l&#39;expulsion"><meta name="author" content="https://x">
<meta content="La Voix" property="og:site_name">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],
"headline": "Calais : l’expulsion de trop", "author": [{"name": "Julia P."}, "Louis W."],
"isAccessibleForFree": "False", "datePublished": "2030-03-11T08:05:00+01:00"}]}</script>
<script type="application/ld+json">{</script></head><body>x</body></html>"""
HTML = {"content_type": "text/html"}


@pytest.mark.anywhere
def test_the_head_of_a_page_tells_its_article():
    found = read_head(Document(PAGE.encode(), "https://voix.example/1", {}), NOW)

    assert (found.title, found.site) == ("Calais : l’expulsion de trop", "La Voix")
    assert (found.authors, found.lang) == (("Julia P.", "Louis W."), "fr-FR")
    assert found.published == datetime(2030, 3, 11, 7, 5, tzinfo=UTC)
    assert read_head(Document(b"\x00<title>", "", {}), NOW).title == ""
    assert read_head(Document(b"<meta " * 100_000, "", {}), NOW).authors == ()
    said = b'<script type="application/ld+json">{"@type":"Article","inLanguage":"\\ud800"}</script>'
    assert read_head(Document(said, "", {}), NOW).lang == ""  # no answer of ours could be written


def test_a_pasted_link_fills_the_form_and_leaves_what_was_typed(app, cast, web):
    form = {"do": "fill", "url": web.page("/1", PAGE, **HTML), "medium": "", "outlet": "Voix"}

    page = " ".join(cast.browser().post("/mentions/new", data=form).text.split())

    assert 'value="Calais : l’expulsion de trop"' in page
    assert 'value="Voix"' in page
    assert 'value="Julia P., Louis W."' in page
    assert 'value="08:05"' in page
    assert 'name="is_paid" value="1" checked' in page
    assert 'value="web" selected' in page
    (field,) = re.findall(r"<input(?=[^>]*autofocus)[^>]*>", page)
    assert 'id="f-title"' in field
    assert web.paths() == ["/1"]


def test_a_link_that_gives_nothing_keeps_what_was_typed(app, cast, web):
    answer = cast.browser().post(
        "/mentions/new", data={**RADIO, "do": "fill", "url": web.url("/0")}
    )

    assert answer.status_code == 422
    assert "Journal de 8 h" in answer.text


def test_an_article_we_keep_fills_the_form_and_is_the_mention_and_only_once(app, cast):
    with app.app_context():
        entry = arrives(
            "Les tentes", "Un texte.", link="https://voix.example/a", authors=["Jo P."]
        ).id
    ines = cast.browser()
    link = {"url": "http://www.voix.example/a?utm_source=x", "medium": "web"}

    assert "Les tentes" in ines.post("/mentions/new", data={**link, "do": "fill"}).text
    said = {**link, "title": "Les tentes", "outlet": "La Voix"}
    assert ines.post("/mentions/new", data=said).status_code == 303

    with app.app_context():
        assert db.session.scalars(select(Mention.entry_id)).all() == [entry]
    again = ines.post("/mentions/new", data=said)
    assert again.status_code == 422
    assert "déjà une retombée" in again.text
    assert "déjà une retombée" in ines.post("/mentions/new", data={**link, "do": "fill"}).text


def test_what_is_entered_by_hand_is_joined_to_the_release_it_takes_up(app, cast):
    with app.app_context():
        release()

    cast.browser().post("/mentions/new", data={**RADIO, "verbatim": RELEASE})

    with app.app_context():
        assert db.session.scalars(select(MentionPiece.how)).all() == ["quote"]


def test_what_was_entered_by_hand_is_put_right_and_what_a_feed_showed_is_not(app, cast):
    ines = cast.browser()
    ines.post("/mentions/new", data=RADIO)
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO")

    assert 'value="08:05"' in ines.get("/mentions/1/edit").text
    assert ines.post("/mentions/1/edit", data={**RADIO, "outlet": ""}).status_code == 422
    assert ines.post("/mentions/1/edit", data={**RADIO, "outlet": "Radio Sud"}).status_code == 303
    assert ines.get("/mentions/2/edit").status_code == 404

    with app.app_context():
        mention = db.session.get_one(Mention, 1)
        assert (mention.outlet, mention.words) == (
            "Radio Sud",
            "reportage a la frontiere radio sud",
        )
