"""The association's page of a kit for partners: prepared, given, shut."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused, say
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.cosigning import forms
from comms.cosigning.models import PartnerKit
from comms.cosigning.queries import kits as queries
from comms.cosigning.queries import letters
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.deciding import decide
from comms.cosigning.routes.listing import (
    chosen_partners,
    left_to_ask,
    said_of_asking,
    words_of_lines,
)
from comms.cosigning.service import kits as service
from comms.cosigning.service import mailing
from comms.pieces.forms import read_text
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import asked_of_words


@bp.get("/kits/<int:piece_id>")
@needs(Right.READ)
def show_kit(piece_id: int) -> str:
    """Show the kit of a piece, or how one is prepared."""
    return kit_page(get_or_404(Piece, piece_id))


def kit_page(piece: Piece, **shown: Any) -> str:
    """Return the association's page of a kit."""
    kit = queries.of_piece(piece)
    facts: dict[str, Any] = {
        "piece": piece,
        "kit": kit,
        "zone": options.get("zone"),
        "typed": None,
        "link": None,
        "linked": None,
        **words_of_lines(),
    }
    if kit is not None:
        facts |= {
            "piece": queries.piece_of(kit),
            "door": queries.door_now(kit),
            "withheld": {n: list(map(say, wrong)) for n, wrong in queries.withheld(kit).items()},
            "word_withheld": list(map(say, asked_of_words(kit.word))),
            "is_open": kit.closed_at is None and clock.now() < kit.ends_at,
            "languages": [(each, queries.door_of(kit, each)) for each in queries.languages(kit)],
            "mails": letters.mails([each.id for each in kit.invitations]),
            "mailable": {
                each.id for each in kit.invitations if mailing.obstacle_to_mail(each) is None
            },
            "partners": left_to_ask(kit.invitations),
        }
    return render_template("cosigning/kit.html", **{**facts, **shown})


@bp.post("/kits/<int:piece_id>/open")
@needs(Right.SEND)
def open_kit(piece_id: int) -> ResponseReturnValue:
    """Prepare the kit of a piece; what was typed stays when it cannot be so."""
    piece = get_or_404(Piece, piece_id)
    try:
        ends_at = forms.read_end(request.form, options.get("zone"))
        word = read_text(request.form, "word")
        service.open_kit(piece, ends_at, word, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        again = get_or_404(Piece, piece_id)
        return kit_page(again, typed=request.form, refusals=refusal.sentences()), 422
    flash(gettext("Le kit est prêt : choisissez à qui le donner."))
    return redirect(url_for(".show_kit", piece_id=piece_id), 303)


@bp.post("/kits/of/<int:kit_id>")
@needs(Right.SEND)
def change_kit(kit_id: int) -> ResponseReturnValue:
    """Change until when a kit stays, and the word with it."""

    def verb(kit: PartnerKit, *, actor: Actor) -> None:
        ends_at = forms.read_end(request.form, options.get("zone"))
        word = read_text(request.form, "word")
        service.change(kit, ends_at, word, actor=actor)

    return decide(get_or_404(PartnerKit, kit_id), verb, gettext("C’est enregistré."))


@bp.post("/kits/of/<int:kit_id>/give")
@needs(Right.SEND)
def give_kit(kit_id: int) -> ResponseReturnValue:
    """Give a kit to partners of the book."""
    kit = get_or_404(PartnerKit, kit_id)
    chosen = chosen_partners(kit.invitations)
    verb = partial(service.give, outlet_ids=chosen, by_mail="by_hand" not in request.form)
    return decide(kit, verb, said_of_asking)


@bp.post("/kits/of/<int:kit_id>/by-hand")
@needs(Right.SEND)
def give_kit_by_hand(kit_id: int) -> ResponseReturnValue:
    """Give a kit to whom the book does not know."""
    name, lang = forms.read_by_hand(request.form)

    verb = partial(service.give_by_hand, name=name, lang=lang)
    said = gettext("C’est noté : copiez maintenant son lien.")
    return decide(get_or_404(PartnerKit, kit_id), verb, said)


@bp.post("/kits/of/<int:kit_id>/shut")
@needs(Right.SEND)
def shut_kit(kit_id: int) -> ResponseReturnValue:
    """Take a kit back from everybody."""
    return decide(
        get_or_404(PartnerKit, kit_id),
        service.shut,
        gettext("Les liens du kit ne montrent plus rien."),
    )
