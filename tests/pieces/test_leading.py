"""What stands in the way of asking leads to the place where it is mended, without script."""

import re

import pytest
from flask import get_flashed_messages

from comms.core.db import db
from comms.core.html import Unreadable
from comms.core.refusal import Particular, Refused, place_of
from comms.core.web import flash_refusal
from comms.events.rules import EventWrong
from comms.media.rules import PictureWrong
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.routes.around import in_words
from comms.pieces.rules.approval import Obstacle
from comms.posts.rules import Lack as PostLack
from comms.releases.rules import Lack as ReleaseLack
from comms.sourcing.rules.quoting import QuoteWrong
from comms.sourcing.rules.weighing import Unsound
from tests.writing import post_form, release_form, written

FACTS = ("words", "key", "label", "value", "who", "title", "longest", "when")
OF_ASKING = (
    Obstacle.NO_HOUR,
    Obstacle.HOUR_PASSED,
    Obstacle.NOWHERE_TO_GO,
    Obstacle.NO_CHANNEL,
    Obstacle.EMBARGO_AFTER,
    Obstacle.WRONG_STATE,
)
LOOKED = (PictureWrong.NOT_LOOKED_AT, PictureWrong.MUST_NOT_LEAVE)
OF_ALL = (*OF_ASKING, *Unsound, *QuoteWrong, *Unreadable, EventWrong.PLACE_SAID)


@pytest.mark.parametrize(
    ("kind", "form", "lacks"),
    [("release", release_form, ReleaseLack), ("post", post_form, (*PostLack, *LOOKED))],
)
def test_every_obstacle_leads_to_a_place_that_is_there(app, cast, kind, form, lacks):
    ines = cast.browser("ines")
    more = {"question_0": "Les proches ?", "answer_0": ""} if kind == "release" else {}
    number = written(ines, kind, form(**more))
    page = ines.get(f"/{kind}s/{number}").text
    with app.test_request_context():
        piece = db.session.get_one(Piece, number)
        content = queries.content(piece)
        said = {
            code: in_words(Particular(code, tuple((each, each) for each in FACTS)), piece, content)
            for code in (*OF_ALL, *lacks)
        }

    assert all(each.url.endswith("#pictures") for code, each in said.items() if code in LOOKED)
    for code, each in said.items():
        path, _, anchor = each.url.partition("#")
        assert path, code
        if path == f"/{kind}s/{number}":
            assert anchor, code
            assert f'id="{anchor}"' in page or code is Obstacle.EMBARGO_AFTER, code


def test_a_refused_asking_says_where_each_thing_is_mended(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(title="", body="Nous avons vu 98 abris."))

    told = ines.post(f"/review/{number}/ask", follow_redirects=True).text

    assert told.index("La validation n’est pas demandée") < told.index("Il manque le titre.")
    page = f"/releases/{number}"
    link = rf'<p class="refusal">\s*<a href="{page}#(f-\w+)"\s*([^>]*)>([^<]+)</a>'
    found = re.findall(link, told)
    links = [(where, said) for where, _span, said in found]
    assert dict(links)["f-title"] == "Il manque le titre."
    spans = [(where, span) for where, span, said in found if "98" in said]
    assert spans == [("f-body", 'data-from="14" data-to="16"')]
    assert {"f-channels", "f-at"} <= {where for where, _said in links}
    assert f'href="{page}#f-title"' in ines.get(f"/review/{number}").text


def test_very_many_refusals_are_said_in_part_and_fit_the_cookie(app, cast):
    ines, body = cast.browser("ines"), " ".join(f"Vu {each} abris." for each in range(101, 221))
    number = written(ines, "release", release_form(body=body))

    refused = ines.post(f"/review/{number}/ask")
    told = ines.get(refused.location).text
    with app.test_request_context():
        numbers = (Particular(Unsound.UNBOUND, (("words", str(each)),)) for each in range(120))
        flash_refusal(Refused(numbers))
        said = get_flashed_messages()

    assert len(refused.headers["Set-Cookie"]) < 4093
    assert len(re.findall(r'<p class="refusal">', told)) == 10
    assert re.search(r"et 11\d autres", told)
    assert said[0].startswith("«\xa00\xa0» n’est lié à aucune fiche")
    assert said[8:] == ["et 112 autres"]


def test_what_is_said_twice_is_one_and_what_only_others_mend_leads_nowhere():
    assert Particular(Unsound.UNBOUND, (), "title") == Particular(Unsound.UNBOUND, (), "body")
    assert place_of(Obstacle.OWN_TEXT) == ""
