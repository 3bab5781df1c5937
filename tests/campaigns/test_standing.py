"""A campaign says in one look where it stands: pieces, lists, voices, figures, mentions."""

import re

import pytest
from flask import Flask

from comms.contacts.lists.models import Membership
from comms.core.db import db
from comms.core.rights import Role
from comms.monitoring.mentions.models import Mention, MentionPiece
from comms.monitoring.stories.models import Story
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import in_book
from tests.figures.bank import kept
from tests.writing import SOON, approved, post_form, press_list, release_form, written

KEY = "expulsions-2030-02"


@pytest.fixture
def campaign(cast: Cast) -> int:
    form = {"name": "Droit à l’eau", "audiences": "élues du Calaisis\npresse nationale"}
    answer = cast.browser("ines").post("/campaigns/new", data=form)
    return int(answer.location.rsplit("/", 1)[1])


def _serving(cast: Cast, campaign: int, **words: object) -> int:
    """Write a release and say, beside it, which campaign it serves."""
    piece = written(cast.browser("ines"), "release", release_form(**words))
    form = {"campaign": campaign}
    assert cast.browser("ines").post(f"/pieces/{piece}/campaign", data=form).status_code == 303
    return piece


def _page(cast: Cast, campaign: int, name: str = "ines") -> str:
    page = cast.browser(name).get(f"/campaigns/{campaign}").text
    bare = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])
    return " ".join(bare.replace("\u202f", " ").replace("\xa0", " ").split())


def _took_up(app: Flask, piece: int, *, refused: bool = False) -> None:
    with app.app_context():
        story = Story(made_at=NOW)
        db.session.add(story)
        db.session.flush()
        mention = Mention(title="L’eau coupée", outlet="La Voix", seen_at=NOW, story_id=story.id)
        db.session.add(mention)
        db.session.flush()
        link = {"how": "hand", "sure": 100, "is_refused": refused, "at": NOW}
        db.session.add(MentionPiece(mention_id=mention.id, piece_id=piece, **link))
        db.session.commit()


def test_whom_a_campaign_is_to_reach_stands_on_its_page(cast, campaign) -> None:
    page = _page(cast, campaign)

    assert "Qui elle doit atteindre élues du Calaisis presse nationale" in page


def test_pieces_are_counted_by_state_and_lists_named(app, cast, campaign) -> None:
    listed = press_list(app, "Littoral", "a@redaction.example")
    for _ in range(2):
        _serving(cast, campaign, at=SOON, lists=listed)

    page = _page(cast, campaign)

    assert "brouillon 2" in page
    assert "Listes Littoral 1 personne" in page


def test_the_figures_of_its_points_and_pieces_have_their_value_of_now(app, cast, campaign) -> None:
    kept(app, cast)
    kept(app, cast, "tentes-2030-02", value="421", label="tentes saisies", checked=False)
    kept(app, cast, "ailleurs-2030-02", value="7", label="chiffre d’ailleurs")
    body = f"Nous avons vu [1 226](figure:{KEY}) expulsions."
    _serving(cast, campaign, body=body)
    form = {"lang": "fr", "question": "Combien ?", "answer": "[](figure:tentes-2030-02) tentes."}
    cast.browser("ines").post(f"/campaigns/{campaign}/points", data=form)

    page = _page(cast, campaign)

    assert "1 226 · expulsions observées" in page
    assert "421 · tentes saisies" in page
    assert "à vérifier" in page
    assert "chiffre d’ailleurs" not in page


def test_what_the_press_took_up_is_counted_and_what_was_refused_is_not(app, cast, campaign) -> None:
    piece = _serving(cast, campaign)
    _took_up(app, piece)
    _took_up(app, piece, refused=True)

    assert "Retombées 1 L’eau coupée La Voix" in _page(cast, campaign)


def test_who_speaks_for_it_is_chosen_and_an_ended_agreement_is_said(cast, campaign) -> None:
    ines = cast.browser("ines")
    ines.post("/contacts/spokespeople", data={"name": "Ada", "languages": ["fr", "ar"]})
    ines.post("/contacts/spokespeople", data={"name": "Bilal", "agreed_until": "2030-03-01"})

    ines.post(f"/contacts/spokespeople/campaigns/{campaign}", data={"voice": ["1", "2", "99"]})
    page = _page(cast, campaign)

    assert "Ada français, arabe" in page
    assert "accord terminé" in page
    ines.post(f"/contacts/spokespeople/campaigns/{campaign}", data={"voice": ["1"]})
    assert "accord terminé" not in _page(cast, campaign)


def test_who_may_choose_voices(app: Flask, cast, campaign) -> None:
    place = f"/contacts/spokespeople/campaigns/{campaign}"

    assert cast.browser("gus", Role.GUEST).post(place).status_code == 403
    assert app.test_client().post(place).status_code == 401
    assert cast.browser("ines").post(place.replace(str(campaign), "99")).status_code == 404
    assert cast.browser("ines").get(place).status_code == 405


def test_a_list_of_people_one_may_not_see_is_a_name_and_a_number(app, cast, campaign) -> None:
    listed = press_list(app, "Littoral", "ada@redaction.example")
    discreet = in_book(app, cast, given="Quiberonne", is_discreet=True)
    with app.app_context():
        db.session.add(Membership(list_id=listed, contact_id=discreet, added_at=NOW))
        db.session.commit()
    _serving(cast, campaign, at=SOON, lists=listed)

    page = _page(cast, campaign, "lea")

    assert "Listes Littoral 2 personnes" in page
    assert "Quiberonne" not in page


def test_a_piece_is_added_from_the_campaign_and_taken_away_beside_it(app, cast, campaign) -> None:
    ines = cast.browser("ines")
    piece = written(ines, "release", release_form())
    assert "Ajouter un contenu" in ines.get(f"/campaigns/{campaign}").text

    ines.post(f"/pieces/campaign/{campaign}", data={"piece": piece})
    assert "brouillon 1" in _page(cast, campaign)
    assert "Droit à l’eau" in ines.get(f"/review/{piece}").text

    ines.post(f"/pieces/{piece}/campaign", data={"campaign": ""})
    assert "brouillon 1" not in _page(cast, campaign)


@pytest.mark.parametrize(
    ("kind", "form"), [("post", post_form()), ("release", release_form())], ids=["post", "release"]
)
def test_what_is_begun_on_its_page_serves_it(app, cast, campaign, kind, form) -> None:
    ines = cast.browser("ines")
    page = ines.get(f"/campaigns/{campaign}").text
    begins = f"/{kind}s/new?campaign={campaign}"

    hidden = re.findall(r'name="campaign" value="(\d+)"', ines.get(begins).text)
    written(ines, kind, {**form, "campaign": hidden})

    assert f'href="{begins}"' in page
    assert "brouillon 1" in _page(cast, campaign)


def test_what_is_begun_for_a_closed_campaign_serves_none(app, cast, campaign) -> None:
    ines = cast.browser("ines")
    ines.post(f"/campaigns/{campaign}/close")

    written(ines, "post", post_form(campaign=campaign))

    assert "/posts/new" not in ines.get(f"/campaigns/{campaign}").text
    assert "brouillon 1" not in _page(cast, campaign)


def test_a_campaign_is_no_part_of_what_was_approved(app, cast, campaign) -> None:
    listed = press_list(app, "Littoral", "a@redaction.example")
    piece = approved(cast, "release", release_form(at=SOON, lists=listed))

    cast.browser("ines").post(f"/pieces/{piece}/campaign", data={"campaign": campaign})

    assert "prêt 1" in _page(cast, campaign)


@pytest.mark.parametrize("path", ["/pieces/1/campaign", "/pieces/campaign/1"])
def test_who_may_say_what_a_piece_serves(app: Flask, cast, campaign, path: str) -> None:
    written(cast.browser("ines"), "release", release_form())

    assert cast.browser("gus", Role.GUEST).post(path).status_code == 403
    assert app.test_client().post(path).status_code == 401
    assert cast.browser("ines").post(path.replace("1", "99")).status_code == 404
    assert cast.browser("ines").get(path).status_code == 405
