"""A kit for partners: the association's page of it, and what stands behind a partner's link."""

from datetime import datetime
from typing import Any

from flask import flash, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.queries import outlets as book
from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused, say
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs
from comms.cosigning import forms
from comms.cosigning.models import Invited, PartnerKit
from comms.cosigning.queries import asked
from comms.cosigning.queries import kits as queries
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.deciding import decide
from comms.cosigning.routes.keeping import chosen_partners, said_of_asking, words_of_lines
from comms.cosigning.routes.partner import spoken
from comms.cosigning.rules.kits import Door
from comms.cosigning.service import kits as service
from comms.cosigning.service import mailing
from comms.media import queries as media
from comms.pieces.forms import read_text
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import asked_of_words

# As all pages behind a private link; this one has a script, for its copy buttons.
PRIVATE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


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
        taken = {each.outlet_id for each in kit.invitations}
        facts |= {
            "piece": queries.piece_of(kit),
            "door": queries.door_now(kit),
            "withheld": {n: list(map(say, wrong)) for n, wrong in queries.withheld(kit).items()},
            "word_withheld": list(map(say, asked_of_words(kit.word))),
            "is_open": kit.closed_at is None and clock.now() < kit.ends_at,
            "languages": [(each, queries.door_of(kit, each)) for each in queries.languages(kit)],
            "mails": asked.mails([each.id for each in kit.invitations]),
            "mailable": {
                each.id for each in kit.invitations if mailing.obstacle_to_mail(each) is None
            },
            "partners": [
                each for each in book.partners(current_member().id) if each.outlet.id not in taken
            ],
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

    def verb(kit: PartnerKit) -> None:
        ends_at = forms.read_end(request.form, options.get("zone"))
        word = read_text(request.form, "word")
        service.change(kit, ends_at, word, actor=current_member())

    return decide(get_or_404(PartnerKit, kit_id), verb, gettext("C’est enregistré."))


@bp.post("/kits/of/<int:kit_id>/give")
@needs(Right.SEND)
def give_kit(kit_id: int) -> ResponseReturnValue:
    """Give a kit to partners of the book."""
    kit, actor = get_or_404(PartnerKit, kit_id), current_member()
    chosen = chosen_partners(kit.invitations)
    by_mail = "by_hand" not in request.form
    return decide(
        kit, lambda it: service.give(it, chosen, by_mail=by_mail, actor=actor), said_of_asking
    )


@bp.post("/kits/of/<int:kit_id>/by-hand")
@needs(Right.SEND)
def give_kit_by_hand(kit_id: int) -> ResponseReturnValue:
    """Give a kit to whom the book does not know."""
    name, lang = forms.read_by_hand(request.form)

    def verb(kit: PartnerKit) -> None:
        service.give_by_hand(kit, name, lang, actor=current_member())

    said = gettext("C’est noté : copiez maintenant son lien.")
    return decide(get_or_404(PartnerKit, kit_id), verb, said)


@bp.post("/kits/of/<int:kit_id>/shut")
@needs(Right.SEND)
def shut_kit(kit_id: int) -> ResponseReturnValue:
    """Take a kit back from everybody."""
    return decide(
        get_or_404(PartnerKit, kit_id),
        lambda kit: service.shut(kit, actor=current_member()),
        gettext("Les liens du kit ne montrent plus rien."),
    )


@bp.get("/kit/<token>", endpoint="kit")
def behind_a_link(token: str) -> ResponseReturnValue:
    """Show a partner a kit: shut until its hour, gone after its end."""
    invitation = asked.by_token(token)
    kit = _kit_of(invitation)
    if invitation is None or kit is None:
        return _private(spoken(None, "cosigning/unknown.html"), 404)
    door = Door.GONE if invitation.withdrawn_at else queries.door_now(kit)
    if door is Door.GONE:
        return _private(spoken(invitation, "cosigning/kit_gone.html"), 410)
    page = spoken(
        invitation,
        "cosigning/kit_behind.html",
        token=token,
        invitation=invitation,
        kit=kit,
        word=asked.word_of(kit),
        opens_at=_yet_to_come(queries.piece_of(kit).due_at),
        is_open=door is Door.OPEN,
        parts=queries.parts(kit),
    )
    return _private(page)


def _yet_to_come(hour: datetime | None) -> datetime | None:
    return hour if hour and hour > clock.now() else None


def _kit_of(invitation: Invited | None) -> PartnerKit | None:
    if invitation is None or invitation.kit_id is None:
        return None
    return db.session.get_one(PartnerKit, invitation.kit_id)


@bp.get("/kit/<token>/visual/<int:asset_id>")
def kit_visual(token: str, asset_id: int) -> ResponseReturnValue:
    """Give a partner one picture of a kit that is open."""
    invitation = asked.by_token(token)
    kit = _kit_of(invitation)
    if invitation is None or kit is None or invitation.withdrawn_at is not None:
        return _private("", 404)
    found = {n: asset for part in queries.parts(kit) for n, asset in part.assets.items()}
    if asset_id not in found:
        return _private("", 404)
    path = media.path_of(found[asset_id])
    file = send_file(
        media.small_of(path) if "small" in request.args else path,
        as_attachment="save" in request.args,
        download_name=f"visuel-{asset_id}{path.suffix}",
    )
    return _private(file)


def _private(page: Any, code: int = 200) -> ResponseReturnValue:
    answer = make_response(page)
    if code != 200:
        answer.status_code = code
    answer.headers.update(PRIVATE)
    answer.headers["Cache-Control"] = "no-store"
    return answer
