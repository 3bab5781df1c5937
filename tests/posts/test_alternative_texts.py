"""A picture says what it shows in every language of its post, or a person says why not."""

from typing import Any

import pytest
from flask import Flask

from comms.core.db import db
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.posts.rules import Lack, PostWords, Variant, Visual, kit, lacks
from tests.cast import Cast
from tests.writing import post_form, written

TENT = "Une tente sous la pluie."
TENT_AR = "خيمة تحت المطر."
IN_ARABIC = (Variant("", "ar", "الماء مقطوع."),)


def _post(**picture: Any) -> PostWords:
    return PostWords(text="L’eau.", visuals=(Visual(1, **picture),), variants=IN_ARABIC)


@pytest.mark.parametrize(
    ("picture", "is_lacking"),
    [
        ({"alt": TENT}, True),
        ({"alt": TENT, "alts": {"ar": TENT_AR}}, False),
        ({"alts": {"ar": TENT_AR}}, True),
        ({"why_no_alt": "décor sans information"}, False),
    ],
)
def test_each_language_of_the_post_asks_for_its_text(
    picture: dict[str, Any], is_lacking: bool
) -> None:
    assert (Lack.ALT in lacks(_post(**picture))) == is_lacking


def test_a_post_in_one_language_is_kept_as_before() -> None:
    kept = PostWords(text="a", visuals=(Visual(1, TENT),)).plain()

    assert kept["visuals"] == [{"asset": 1, "alt": TENT, "why_no_alt": ""}]


def test_the_kit_gives_the_texts_in_the_languages_of_its_network_and_whom_to_tag() -> None:
    post = PostWords(
        text="Avec @{Utopia}.",
        visuals=(Visual(1, TENT, alts={"ar": TENT_AR, "en": "A tent."}),),
        variants=(*IN_ARABIC, Variant("x", "en", "Water.")),
        handles={"Utopia": {"mastodon": "@utopia@piaille.fr"}},
    )

    (picture,) = kit(post, "mastodon").visuals
    assert picture.alts == (("ar", TENT_AR),)
    assert kit(post, "mastodon").handles == ("@utopia@piaille.fr",)
    assert kit(post, "instagram").handles == ()


def test_the_form_asks_for_it_and_keeps_it(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    form = post_form(
        visuals="7",
        alt_7=TENT,
        alt_7_ar=TENT_AR,
        variant_0_network="",
        variant_0_lang="ar",
        variant_0_text="الماء مقطوع.",
    )

    number = written(ines, "post", form)

    page = ines.get(f"/posts/{number}").text
    assert "Texte alternatif, arabe" in page
    assert TENT_AR in page
    assert TENT_AR in ines.get(f"/review/{number}").text
    with app.app_context():
        words = pieces.content(db.session.get_one(Piece, number)).words
    assert words["visuals"][0]["alts"] == {"ar": TENT_AR}
