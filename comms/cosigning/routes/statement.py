"""The association's page of a joint statement: who signed what, who is silent, what they said."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import render_template

from comms.core import clock, hours, options
from comms.core.hours import Hour
from comms.core.languages import languages_to_choose
from comms.core.refusal import say
from comms.core.rights import Right
from comms.core.web import needs
from comms.cosigning import forms
from comms.cosigning.models import Collection, Invited, PartnerMail
from comms.cosigning.queries import asked, letters
from comms.cosigning.queries.asked import Text
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.listing import left_to_ask, words_of_lines
from comms.cosigning.rules.asking import Standing, is_open
from comms.cosigning.service import asking, mailing, warning
from comms.media import queries as pictures
from comms.pieces.models import Piece
from comms.pieces.routes import piece_or_404
from comms.pieces.rules.kinds import asked_of_words

ORDER = (
    Standing.OUTDATED,
    Standing.SILENT,
    Standing.SIGNED,
    Standing.DECLINED,
    Standing.WITHDRAWN,
)


@dataclass(frozen=True)
class Line:
    """One partner on the page: their invitation, how it stands, the mails they were sent."""

    row: Invited
    standing: Standing
    mails: list[PartnerMail]
    outdated: list[str]
    may_be_mailed: bool


@bp.get("/statements/<int:piece_id>")
@needs(Right.READ)
def show(piece_id: int) -> str:
    """Show the collection of a release, or how one is opened."""
    return statement_page(piece_or_404("release", piece_id))


def statement_page(piece: Piece, **shown: Any) -> str:
    """Return the association's page of a joint statement."""
    collection = asked.of_piece(piece)
    if collection is None:
        return render_template(
            "cosigning/open.html", piece=piece, **{"typed": None, **_choices(piece), **shown}
        )
    known = asked.texts(collection)
    facts = {
        "piece": piece,
        "collection": collection,
        "source": asked.piece_of(collection),
        "is_open": is_open(collection.closes_at, collection.closed_at, clock.now()),
        "texts": known,
        "warned": [say(*each) for each in warning.of_collection(collection)],
        "closes": _hour(collection),
        "names_written": any(each.words.signatories for each in known.values()),
        "link": None,
        "linked": None,
        "typed": None,
    }
    return render_template(
        "cosigning/show.html",
        **{
            **facts,
            **_what_they_read(collection),
            **_who_answered(collection, known),
            **_choices(piece),
            **words_of_lines(),
            **shown,
        },
    )


def _who_answered(collection: Collection, known: dict[str, Text]) -> dict[str, Any]:
    """Return who was asked and how they stand, and who of the book may still be asked."""
    lines = _lines(collection, known)
    logos = [each.logo_id for line in lines for each in line.row.signatures if each.logo_id]
    return {
        "lines": lines,
        "counts": Counter(each.standing for each in lines),
        "counted": forms.counted,
        "logos": pictures.numbered(logos),
        "partners": left_to_ask(collection.invitations),
        "to_ask": asking.is_left_to_ask(collection),
    }


def _what_they_read(collection: Collection) -> dict[str, Any]:
    """Return what partners find on their page: where it is not this text, and why."""
    shown = asked.shown(collection)
    unseen = asked.unseen(collection) if collection.invitations else {}
    return {
        "unseen": {lang: shown[lang].number if lang in shown else 0 for lang in unseen},
        "others_read_another": asked.others_read_another(collection),
        "withheld": {lang: list(map(say, each.unfit)) for lang, each in shown.items()},
        "word_withheld": list(map(say, asked_of_words(collection.word))),
    }


def _choices(piece: Piece) -> dict[str, Any]:
    return {
        "languages": languages_to_choose(),
        "first_languages": (piece.lang,),
        "zone": options.get("zone"),
    }


def _hour(collection: Collection) -> Hour:
    zone = options.get("zone")
    local = collection.closes_at.astimezone(hours.now_in(zone).tzinfo)
    return Hour(f"{local:%Y-%m-%dT%H:%M}", zone, local.fold)


def _lines(collection: Collection, known: dict[str, Text]) -> list[Line]:
    standings = asked.standings(collection, known)
    mails = letters.mails(standings)
    texts = asked.hashes(known)
    lines = [
        Line(
            each,
            standings[each.id],
            mails.get(each.id, []),
            [
                sign.lang
                for sign in each.signatures
                if sign.lang in texts and texts[sign.lang] != asked.hash_of(sign)
            ],
            mailing.obstacle_to_mail(each) is None,
        )
        for each in collection.invitations
    ]
    return sorted(lines, key=lambda line: (ORDER.index(line.standing), line.row.partner.casefold()))
