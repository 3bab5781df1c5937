"""What the association does with a collection of signatures: opens it, changes it, closes it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import options
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.cosigning import forms
from comms.cosigning.models import Collection, Invited, Remark
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.deciding import decide
from comms.cosigning.routes.statement import statement_page
from comms.cosigning.service import collecting
from comms.pieces.routes import piece_or_404


@bp.post("/statements/<int:piece_id>/open")
@needs(Right.SEND)
def open_collection(piece_id: int) -> ResponseReturnValue:
    """Open a collection; what was typed stays when it cannot be so."""
    piece = piece_or_404("release", piece_id)
    try:
        wish = forms.read_wish(request.form, options.get("zone"))
        collecting.open_collection(piece, wish, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        again = piece_or_404("release", piece_id)
        return statement_page(again, typed=request.form, refusals=refusal.sentences()), 422
    flash(gettext("La collecte est ouverte : choisissez à qui la proposer."))
    return redirect(url_for(".show", piece_id=piece_id), 303)


@bp.post("/statements/collections/<int:collection_id>")
@needs(Right.SEND)
def change(collection_id: int) -> ResponseReturnValue:
    """Change the deadline, the languages or the word of a collection."""

    def verb(collection: Collection, *, actor: Actor) -> None:
        wish = forms.read_wish(request.form, options.get("zone"))
        collecting.change(collection, wish, actor=actor)

    return decide(get_or_404(Collection, collection_id), verb, gettext("C’est enregistré."))


@bp.post("/statements/collections/<int:collection_id>/close")
@needs(Right.SEND)
def close(collection_id: int) -> ResponseReturnValue:
    """Close a collection before its deadline."""
    return decide(
        get_or_404(Collection, collection_id),
        collecting.close,
        gettext("La collecte est close ; les signataires sont écrits dans le communiqué."),
    )


@bp.post("/statements/collections/<int:collection_id>/write")
@needs(Right.SEND)
def write_down(collection_id: int) -> ResponseReturnValue:
    """Write the signatories of a closed collection into the release again."""
    return decide(
        get_or_404(Collection, collection_id),
        collecting.write_down,
        gettext("Les signataires sont écrits dans le communiqué."),
    )


@bp.post("/statements/collections/<int:collection_id>/reopen")
@needs(Right.SEND)
def reopen(collection_id: int) -> ResponseReturnValue:
    """Open a closed collection again."""

    def verb(collection: Collection, *, actor: Actor) -> None:
        ends_at = forms.read_end(request.form, options.get("zone"))
        collecting.reopen(collection, ends_at, actor=actor)

    said = gettext(
        "La collecte est rouverte : d’ici sa clôture, le communiqué ne nomme aucun signataire."
    )
    return decide(get_or_404(Collection, collection_id), verb, said)


@bp.post("/statements/remarks/<int:remark_id>/read")
@needs(Right.WRITE)
def read_remark(remark_id: int) -> ResponseReturnValue:
    """Say that what a partner said was read."""
    remark = get_or_404(Remark, remark_id)
    collecting.read_remark(remark, actor=current_member())
    return redirect(url_for(".show", piece_id=_collection_of(remark).piece_id), 303)


def _collection_of(remark: Remark) -> Collection:
    invitation = get_or_404(Invited, remark.invitation_id)
    return get_or_404(Collection, invitation.collection_id)
