"""The page of one partner: a private link, no account, no script, no trace of who looks.

A GET changes nothing: programs that open the links of a mail before its reader sign nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from comms.accounts.rules.tries import Limit
from comms.accounts.service import tries
from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import speaking
from comms.core.refusal import Refused
from comms.core.settings import LANGUAGES
from comms.cosigning import forms
from comms.cosigning.models import Collection, Invited, Signature
from comms.cosigning.queries import asked
from comms.cosigning.queries.asked import Text
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.rules.asking import Standing, is_open
from comms.cosigning.service import answering
from comms.media import queries as pictures
from comms.media.models import Asset
from comms.pieces.models import Piece
from comms.pieces.rules.changes import Change, changed_words
from comms.pieces.rules.states import APPROVED
from comms.releases import service as releases
from comms.releases.rules import Document

ANSWERS = Limit(40, timedelta(minutes=10))  # of one partner
STRANGERS = Limit(60, timedelta(minutes=10))  # from one address, with links that open nothing


@dataclass(frozen=True)
class Shown:
    """The statement in one language as a partner reads it, and what changed since they signed."""

    text: Text
    document: Document
    mine: Signature | None
    changes: list[Change]


@bp.route("/signature/<token>", methods=["GET", "POST"], endpoint="partner")
def partner(token: str) -> ResponseReturnValue:
    """Let a partner read, say something, sign or decline; closed, it shows nothing of the text."""
    invitation = asked.by_token(token)
    _count_try(invitation)
    if invitation is None or invitation.collection_id is None:
        return spoken(None, "cosigning/unknown.html"), 404
    collection = db.session.get_one(Collection, invitation.collection_id)
    if not _may_answer(invitation, collection):
        closed = spoken(invitation, "cosigning/closed.html", invitation=invitation)
        return closed, 410
    if request.method == "GET":
        return _page(token, invitation, collection)
    return _answer(token, invitation, collection)


def _may_answer(invitation: Invited, collection: Collection) -> bool:
    return invitation.withdrawn_at is None and is_open(
        collection.closes_at, collection.closed_at, clock.now()
    )


def _count_try(invitation: Invited | None) -> None:
    """Count a POST at its door; who only looks writes nothing, and 256 bits are not guessed."""
    if request.method != "POST":
        return
    if invitation is None:
        tries.take({f"signature from {request.remote_addr}": STRANGERS})
    else:
        tries.take({f"signature {invitation.id}": ANSWERS})


def _answer(token: str, invitation: Invited, collection: Collection) -> ResponseReturnValue:
    verbs: Mapping[str, Callable[[], None]] = {
        "sign": lambda: answering.sign(
            invitation, forms.read_signed(request.form, request.files, asked.readable(collection))
        ),
        "decline": lambda: answering.decline(invitation, request.form.get("word", "")),
        "remark": lambda: None,
    }
    if "speak" in request.form:  # another language, with what is typed
        return _page(token, invitation, collection)
    act, remark = request.form.get("act", ""), request.form.get("remark", "")
    try:
        if act in verbs:
            verbs[act]()
            if act == "remark" or remark.strip():  # whichever button sent it, it is not lost
                answering.remark(invitation, remark)
    except Refused as refusal:
        with speaking(_tongue(invitation)):
            said = refusal.sentences()
        db.session.rollback()
        return _page(token, invitation, collection, refusals=said), 422
    if act == "remark":  # what else is typed is not sent yet, and stays
        return _page(token, invitation, collection, done=act, typed=_typed(but="remark"))
    done = act if act in verbs else None
    where = url_for(".partner", token=token, done=done, ui=request.args.get("ui"))
    return redirect(where, 303)


def _typed(but: str = "") -> Mapping[str, str]:
    return {name: value for name, value in request.form.items() if name != but}


def _page(token: str, invitation: Invited, collection: Collection, **shown: Any) -> str:
    known = asked.readable(collection)
    standing = asked.standing_of(invitation, known)
    shown = {
        "typed": _typed() if request.method == "POST" else None,
        "done": request.args.get("done", ""),
        "answers": bool(known),
        **shown,
    }
    return spoken(
        invitation,
        "cosigning/partner.html",
        token=token,
        invitation=invitation,
        collection=collection,
        word=asked.word_of(collection),
        texts=[_shown(each, invitation) for each in known.values()],
        standing=standing,
        is_outdated=standing is Standing.OUTDATED,
        fields=forms.FIELDS,
        **shown,
    )


def _shown(text: Text, invitation: Invited) -> Shown:
    mine = next((each for each in invitation.signatures if each.lang == text.lang), None)
    words = replace(text.words, signatories=())
    is_draft = text.piece.state not in APPROVED
    made = releases.document(words, text.content.plan, piece_id=text.piece.id, is_draft=is_draft)
    changes: list[Change] = []
    if mine is not None and asked.hash_of(mine) != text.hash:
        before = asked.as_signed(db.session.get_one(Piece, mine.piece_id), mine.number)
        if not before.is_never_to_be_read:  # consent may be gone for what was taken out
            changes = changed_words(before.said, text.said, {"body"})
    return Shown(text, made, mine, changes)


def _tongue(invitation: Invited | None) -> str:
    """Return the language a partner reads the page in: what they chose, or what we wrote in."""
    wish = request.args.get("ui", "")
    if wish in LANGUAGES:
        return wish
    if invitation is not None:
        return invitation.lang
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def spoken(reader: Invited | None, template: str, /, **facts: Any) -> str:
    """Return a page in a partner's language; None: a reader of whom nothing is known."""
    association = options.get("association") or "Porte-voix"
    with speaking(_tongue(reader)):
        return render_template(template, association=association, tongues=LANGUAGES, **facts)


@bp.get("/signature/<token>/logo/<lang>")
def own_logo(token: str, lang: str) -> ResponseReturnValue:
    """Show a partner their own logo as we keep it."""
    invitation = asked.by_token(token)
    if invitation is None or invitation.collection_id is None:
        return "", 404
    collection = db.session.get_one(Collection, invitation.collection_id)
    mine = next((each for each in invitation.signatures if each.lang == lang), None)
    if mine is None or mine.logo_id is None or not _may_answer(invitation, collection):
        return "", 404
    asset = db.session.get_one(Asset, mine.logo_id)
    return send_file(pictures.small_of(pictures.path_of(asset)), mimetype="image/jpeg")
