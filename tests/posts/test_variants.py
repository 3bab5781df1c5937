"""One idea, its texts by network and language, its thread, whom it mentions: in rules and pages."""

from typing import Any

import pytest
from flask import Flask

from comms.core import options
from comms.core.db import db
from comms.pieces.models import Piece
from comms.posts.rules import (
    Lack,
    PostWords,
    Variant,
    Visual,
    groups,
    kit,
    known_handles,
    lacks,
    templates,
)
from tests.cast import Cast
from tests.writing import SOON, approved, channel, post_form, written

HANDLES = {"Utopia": {"mastodon": "@utopia@piaille.fr", "x": "@utopia56"}}
IDEA = PostWords(
    text="L’eau est coupée. @{Utopia} distribue.",
    link="https://exemple.org/eau",
    variants=(
        Variant("x", "fr", "Eau coupée, @{Utopia} y est."),
        Variant("", "ar", "الماء مقطوع"),
        Variant("bluesky", "en", "Water is cut."),
    ),
    handles=HANDLES,
)


def test_each_network_gets_its_own_text_and_the_right_handle() -> None:
    link = "\nhttps://exemple.org/eau"

    assert IDEA.on("mastodon") == f"L’eau est coupée. @utopia@piaille.fr distribue.{link}"
    assert IDEA.on("x") == f"Eau coupée, @utopia56 y est.{link}"
    assert IDEA.on("instagram") == f"L’eau est coupée. Utopia distribue.{link}"


def test_each_network_gets_the_languages_written_for_it_or_for_all() -> None:
    assert IDEA.languages("bluesky") == ["fr", "ar", "en"]
    assert IDEA.languages("x") == ["fr", "ar"]
    assert IDEA.on("bluesky", "en").startswith("Water is cut.")


def test_a_thread_is_parted_by_lines_of_three_dashes() -> None:
    thread = PostWords(text="Un.\n---\nDeux.\n\n --- \n\nTrois -- quatre.", format="thread")

    assert thread.parts("x") == ["Un.", "Deux.", "Trois -- quatre."]
    assert PostWords(text="Un.\n---\nDeux.").parts("x") == ["Un.\n---\nDeux."]


def test_the_kit_gives_parts_then_languages_in_order() -> None:
    thread = PostWords(text="Un.\n---\nDeux.", format="thread", canva="https://canva.example/1")
    said = kit(thread)
    also = kit(IDEA, "bluesky").also

    assert (said.text, said.also, said.canva) == ("Un.", (("fr", "Deux."),), thread.canva)
    assert [lang for lang, _text in also] == ["ar", "en"]


@pytest.mark.parametrize(
    ("words", "lack"),
    [
        (PostWords(text="a", format="carousel", visuals=(Visual(1, "x"),)), Lack.CAROUSEL),
        (PostWords(text="a", format="reel"), Lack.NO_VISUAL),
        (PostWords(text="a", canva="canva.example"), Lack.CANVA),
        (PostWords(text="a", visuals=tuple(Visual(n, "x") for n in range(21))), Lack.TOO_MANY),
    ],
)
def test_a_format_says_what_it_lacks(words: PostWords, lack: Lack) -> None:
    assert lacks(words) == [lack]


def test_a_post_without_the_newer_fields_is_kept_as_before() -> None:
    plain = PostWords(text="a").plain()

    assert set(plain) == {"lang", "text", "link", "warning", "visuals"}
    assert PostWords.of(IDEA.plain()) == IDEA


def test_handles_groups_and_templates_are_read_one_a_line() -> None:
    text = "Utopia : mastodon @utopia@piaille.fr, x @utopia56\nsans rien\n : vide"

    assert known_handles(text) == HANDLES
    assert groups("Calais : #Calais #Frontière\n\n") == {"Calais": "#Calais #Frontière"}
    assert templates("perdu\n# Expulsion\nCe matin\n# Note\n") == [
        ("Expulsion", "Ce matin"),
        ("Note", ""),
    ]


@pytest.fixture
def told(app: Flask) -> None:
    """Let the house know whom it mentions, its hashtags and its templates."""
    with app.app_context():
        options.put("handles", "Utopia : mastodon @utopia@piaille.fr")
        options.put("hashtag_groups", "Calais : #Calais #Frontière")
        options.put("post_templates", "# Expulsion\nCe matin, une expulsion à")
        db.session.commit()


def _words(app: Flask, number: int) -> dict[str, Any]:
    with app.app_context():
        return db.session.get_one(Piece, number).revisions[-1].content["words"]


VARIED = {
    "text": "L’eau. @{Utopia}",
    "variant_0_network": "mastodon",
    "variant_0_lang": "fr",
    "variant_0_text": "Sur Mastodon, @{Utopia}",
    "variant_1_network": "",
    "variant_1_lang": "ar",
    "variant_1_text": "الماء",
    "variant_2_network": "minitel",
    "variant_2_text": "3615",
    "canva": "https://canva.example/d/1",
}


@pytest.mark.usefixtures("told")
def test_the_page_keeps_variants_and_shows_what_each_channel_gets(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    where = [channel(app, "Fil", network="mastodon"), channel(app, "Story", network="instagram")]
    number = written(ines, "post", post_form(channels=where, **VARIED))

    page = ines.get(f"/posts/{number}").text

    assert len(_words(app, number)["variants"]) == 2
    assert "Sur Mastodon, @utopia@piaille.fr</p>" in page
    assert "L’eau. Utopia</p>" in page
    assert 'lang="ar"\n         dir="rtl">الماء</p>' in page
    assert "texte propre" in page


@pytest.mark.usefixtures("told")
def test_the_kit_has_the_text_of_its_network(app: Flask, cast: Cast) -> None:
    where = channel(app, "Fil", network="mastodon")
    approved(cast, "post", post_form(at=SOON, channels=where, **VARIED))

    page = cast.browser("ines").get("/dispatches/1").text

    assert "Sur Mastodon, @utopia@piaille.fr" in page
    assert "الماء" in page
    assert "https://canva.example/d/1" in page


@pytest.mark.usefixtures("told")
def test_a_handle_changed_after_the_approval_does_not_change_what_leaves(
    app: Flask, cast: Cast
) -> None:
    where = channel(app, "Fil", network="mastodon")
    approved(cast, "post", post_form(at=SOON, channels=where, text="Avec @{Utopia}"))
    with app.app_context():
        options.put("handles", "Utopia : mastodon @autre@ailleurs.org")
        db.session.commit()

    assert "Avec @utopia@piaille.fr" in cast.browser("ines").get("/dispatches/1").text


@pytest.mark.usefixtures("told")
def test_a_button_inserts_without_script_and_a_template_begins(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    form = post_form(text="L’eau.", insert="1", chosen="#Calais #Frontière")

    number = int(ines.post("/posts/new", data=form).location.rpartition("/")[2])

    assert _words(app, number)["text"] == "L’eau. #Calais #Frontière"
    assert "Ce matin, une expulsion à" in ines.get("/posts/new?template=0").text
    assert ines.get("/posts/new?template=99").status_code == 200
    assert 'value="@{Utopia}"' in ines.get(f"/posts/{number}").text


def test_too_long_in_one_variant_is_too_long(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    where = channel(app, "Fil", network="bluesky")
    long = {"variant_0_lang": "en", "variant_0_text": "a" * 301}
    number = written(ines, "post", post_form(at=SOON, channels=where, **long))

    ines.post(f"/review/{number}/ask")

    assert "trop long pour un des réseaux" in ines.get(f"/posts/{number}").text


def test_a_server_with_its_own_limit_takes_more(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    where = channel(app, "Fil", network="mastodon", most=5000)
    number = written(ines, "post", post_form(at=SOON, channels=where, text="a" * 4000))

    answer = ines.post(f"/review/{number}/ask")

    assert answer.location.endswith(f"/review/{number}")


def test_more_pictures_than_a_network_takes_are_said(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    where = channel(app, "Fil", network="mastodon")
    form = post_form(at=SOON, channels=where, visuals=["1", "2", "3", "4", "5"])
    number = written(ines, "post", form)

    ines.post(f"/review/{number}/ask")

    assert "plus de visuels" in ines.get(f"/posts/{number}").text


def test_the_same_text_and_the_same_hour_warn_and_block_nothing(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    where = channel(app)
    same = post_form(at=SOON, channels=where)
    written(ines, "post", same)
    twice = written(ines, "post", same)
    other = written(ines, "post", post_form(text="Autre chose.", at=SOON, channels=where))
    far = written(ines, "post", post_form(text="Bien plus tard.", at="2030-03-12T18:00"))

    assert "dit la même chose" in ines.get(f"/posts/{twice}").text
    assert "à la même heure sur le même canal" in ines.get(f"/posts/{other}").text
    assert "la même" not in ines.get(f"/posts/{far}").text
    assert ines.post(f"/review/{twice}/ask").location.endswith(f"/review/{twice}")
    assert "dit la même chose" in ines.get(f"/review/{twice}").text
