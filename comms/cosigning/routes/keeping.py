"""The association's page of a joint statement: who signed what, who is silent, what they said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.queries import outlets as book
from comms.contacts.queries.people import hidden_from
from comms.core import clock, hours, options
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.languages import CONTENT, gettext, ngettext
from comms.core.refusal import Refused, say
from comms.core.rights import Right
from comms.core.settings import LANGUAGES
from comms.core.web import current_member, get_or_404, needs
from comms.cosigning import forms
from comms.cosigning.models import Collection, Invited, PartnerMail, Remark
from comms.cosigning.queries import asked
from comms.cosigning.queries.asked import Text
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.deciding import decide
from comms.cosigning.rules.asking import Standing, is_open
from comms.cosigning.service import collecting, mailing, warning
from comms.media import queries as pictures
from comms.media.forms import LOOKS
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
    lines = _lines(collection, known)
    taken = {each.row.outlet_id for each in lines}
    logos = [each.logo_id for line in lines for each in line.row.signatures if each.logo_id]
    now = clock.now()
    facts: dict[str, Any] = {
        "piece": piece,
        "collection": collection,
        "source": asked.piece_of(collection),
        "is_open": is_open(collection.closes_at, collection.closed_at, now),
        "texts": known,
        **_what_they_read(collection),
        "warned": [say(*each) for each in warning.of_collection(collection)],
        "lines": lines,
        "counts": Counter(each.standing for each in lines),
        "partners": [
            each for each in book.partners(current_member().id) if each.outlet.id not in taken
        ],
        "to_ask": collecting.is_left_to_ask(collection),
        "counted": forms.counted,
        "logos": pictures.numbered(logos),
        "closes": _hour(collection),
        "names_written": any(each.words.signatories for each in known.values()),
        "link": None,
        "linked": None,
    }
    return render_template(
        "cosigning/show.html",
        **{"typed": None, **facts, **_choices(piece), **words_of_lines(), **shown},
    )


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
        "languages": list(CONTENT.items()),
        "first_languages": (piece.lang,),
        "zone": options.get("zone"),
    }


def words_of_lines() -> dict[str, Any]:
    """Return what every list of partners needs besides them; `hidden`: whom one does not see."""
    return {
        "hidden": hidden_from(current_member().id),
        "tongues": [(code, CONTENT[code]) for code in LANGUAGES],
        "standings": forms.STANDINGS,
        "tones": forms.TONES,
        "mailed": forms.MAILED,
        "ways": forms.WAYS,
        "looks": LOOKS,
    }


def chosen_partners(asked: Iterable[Invited]) -> list[int]:
    """Return the partners of the book that are chosen on a page and were not asked yet."""
    partners = [each.outlet.id for each in book.partners(current_member().id)]
    return forms.read_partners(request.form, partners, {each.outlet_id for each in asked})


def _hour(collection: Collection) -> Hour:
    zone = options.get("zone")
    local = collection.closes_at.astimezone(hours.now_in(zone).tzinfo)
    return Hour(f"{local:%Y-%m-%dT%H:%M}", zone, local.fold)


def _lines(collection: Collection, known: dict[str, Text]) -> list[Line]:
    standings = asked.standings(collection, known)
    mails = asked.mails(standings)
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

    def verb(collection: Collection) -> None:
        wish = forms.read_wish(request.form, options.get("zone"))
        collecting.change(collection, wish, actor=current_member())

    return decide(get_or_404(Collection, collection_id), verb, gettext("C’est enregistré."))


@bp.post("/statements/collections/<int:collection_id>/ask")
@needs(Right.SEND)
def ask(collection_id: int) -> ResponseReturnValue:
    """Ask partners of the book to sign."""
    collection, actor = get_or_404(Collection, collection_id), current_member()
    chosen = chosen_partners(collection.invitations)
    by_mail, is_sure = "by_hand" not in request.form, "sure" in request.form
    return decide(
        collection,
        lambda it: collecting.ask(it, chosen, by_mail=by_mail, actor=actor, is_sure=is_sure),
        said_of_asking,
    )


def said_of_asking(made: list[Invited]) -> str:
    """Say how many of those chosen are written to, and how many wait for a link given by hand."""
    written = sum(mailing.is_written_to(each) for each in made)
    return _said_of_writing(written, len(made) - written)


def _said_of_writing(written: int, by_hand: int) -> str:
    """Say how many partners are written to, and how many are given their link by a member."""
    parts = []
    if written or not by_hand:
        parts.append(
            ngettext(
                "Un mail part vers %(num)d association.",
                "Un mail part vers %(num)d associations.",
                written,
            )
        )
    if by_hand:
        parts.append(
            ngettext(
                "Aucun mail ne part vers %(num)d association : donnez-lui vous-même son lien.",
                "Aucun mail ne part vers %(num)d associations : donnez-leur vous-même leur lien.",
                by_hand,
            )
        )
    return " ".join(parts)


@bp.post("/statements/collections/<int:collection_id>/by-hand")
@needs(Right.SEND)
def ask_by_hand(collection_id: int) -> ResponseReturnValue:
    """Ask a partner who is not in the book."""
    name, lang = forms.read_by_hand(request.form)

    def verb(collection: Collection) -> None:
        is_sure = "sure" in request.form
        collecting.ask_by_hand(collection, name, lang, actor=current_member(), is_sure=is_sure)

    said = gettext("C’est noté : « Son lien », sur sa ligne, crée l’adresse à lui donner.")
    return decide(get_or_404(Collection, collection_id), verb, said)


@bp.post("/statements/collections/<int:collection_id>/again")
@needs(Right.SEND)
def ask_again(collection_id: int) -> ResponseReturnValue:
    """Write to those whose signature is for an earlier text."""

    def verb(collection: Collection) -> str:
        written = collecting.ask_again(collection, actor=current_member())
        by_hand = sum(not mailing.is_written_to(each) for each in asked.outdated(collection))
        shown = gettext(
            "Les partenaires lisent désormais ce texte ; la page de ceux qui avaient signé le "
            "précédent montre mot à mot ce qui a changé."
        )
        said = _said_of_writing(written, by_hand) if written or by_hand else ""
        return f"{shown} {said}".strip()

    return decide(get_or_404(Collection, collection_id), verb, lambda said: said)


@bp.post("/statements/collections/<int:collection_id>/close")
@needs(Right.SEND)
def close(collection_id: int) -> ResponseReturnValue:
    """Close a collection before its deadline."""
    return decide(
        get_or_404(Collection, collection_id),
        lambda collection: collecting.close(collection, actor=current_member()),
        gettext("La collecte est close ; les signataires sont écrits dans le communiqué."),
    )


@bp.post("/statements/collections/<int:collection_id>/write")
@needs(Right.SEND)
def write_down(collection_id: int) -> ResponseReturnValue:
    """Write the signatories of a closed collection into the release again."""
    return decide(
        get_or_404(Collection, collection_id),
        lambda collection: collecting.write_down(collection, actor=current_member()),
        gettext("Les signataires sont écrits dans le communiqué."),
    )


@bp.post("/statements/collections/<int:collection_id>/reopen")
@needs(Right.SEND)
def reopen(collection_id: int) -> ResponseReturnValue:
    """Open a closed collection again."""

    def verb(collection: Collection) -> None:
        ends_at = forms.read_end(request.form, options.get("zone"))
        collecting.reopen(collection, ends_at, actor=current_member())

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
