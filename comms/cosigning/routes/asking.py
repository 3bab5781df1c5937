"""Asking partners to sign: those of the book, one named by hand, all whose text has changed."""

from functools import partial

from flask import request
from flask.typing import ResponseReturnValue

from comms.core.languages import gettext
from comms.core.rights import Actor, Right
from comms.core.web import get_or_404, needs
from comms.cosigning import forms
from comms.cosigning.models import Collection
from comms.cosigning.queries import asked
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.deciding import decide
from comms.cosigning.routes.listing import chosen_partners, said_of_asking, said_of_writing
from comms.cosigning.service import asking, mailing


@bp.post("/statements/collections/<int:collection_id>/ask")
@needs(Right.SEND)
def ask(collection_id: int) -> ResponseReturnValue:
    """Ask partners of the book to sign."""
    collection = get_or_404(Collection, collection_id)
    chosen = chosen_partners(collection.invitations)
    by_mail, is_sure = "by_hand" not in request.form, "sure" in request.form
    verb = partial(asking.ask, outlet_ids=chosen, by_mail=by_mail, is_sure=is_sure)
    return decide(collection, verb, said_of_asking)


@bp.post("/statements/collections/<int:collection_id>/by-hand")
@needs(Right.SEND)
def ask_by_hand(collection_id: int) -> ResponseReturnValue:
    """Ask a partner who is not in the book."""
    name, lang = forms.read_by_hand(request.form)

    verb = partial(asking.ask_by_hand, name=name, lang=lang, is_sure="sure" in request.form)
    said = gettext("C’est noté : « Son lien », sur sa ligne, crée l’adresse à lui donner.")
    return decide(get_or_404(Collection, collection_id), verb, said)


@bp.post("/statements/collections/<int:collection_id>/again")
@needs(Right.SEND)
def ask_again(collection_id: int) -> ResponseReturnValue:
    """Write to those whose signature is for an earlier text."""

    def verb(collection: Collection, *, actor: Actor) -> str:
        written = asking.ask_again(collection, actor=actor)
        by_hand = sum(not mailing.is_written_to(each) for each in asked.outdated(collection))
        shown = gettext(
            "Les partenaires lisent désormais ce texte ; la page de ceux qui avaient signé le "
            "précédent montre mot à mot ce qui a changé."
        )
        said = said_of_writing(written, by_hand) if written or by_hand else ""
        return f"{shown} {said}".strip()

    return decide(get_or_404(Collection, collection_id), verb, lambda said: said)
