"""How joint statements show themselves elsewhere: beside a release, today, in an access file."""

from collections import Counter
from collections.abc import Iterator

from flask import url_for

from comms.core import lost
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext, moment, ngettext
from comms.core.panels import Place, TodayCard, TodayRow, Told
from comms.core.rights import Actor, Right
from comms.cosigning.forms import MAILED, STANDINGS
from comms.cosigning.models import Collection, Invited, PartnerMail
from comms.cosigning.queries import asked, keeping, kits, letters
from comms.cosigning.routes.blueprint import page_of
from comms.cosigning.rules.asking import Answer, Mailed, Standing
from comms.pieces.models import Piece
from comms.pieces.rules.states import APPROVED


def beside_piece(piece_id: int, actor: Actor) -> Markup | None:
    """Return what a release's page shows of its signatures, or how to collect them."""
    piece = db.session.get_one(Piece, piece_id)
    if piece.kind != "release":
        return None
    collection = asked.of_piece(piece)
    return fill(
        "cosigning/_beside.html",
        piece=piece,
        collection=collection,
        counts=_counts(collection) if collection else {},
        unread=asked.new_remarks(collection.id) if collection else 0,
        may_open=actor.may(Right.SEND),
        standings=STANDINGS,
    )


def beside_piece_kit(piece_id: int, actor: Actor) -> Markup | None:
    """Return what a piece's page shows of its kit for partners, once there may be one."""
    piece = db.session.get_one(Piece, piece_id)
    source = db.session.get(Piece, piece.source_id) if piece.source_id else piece
    kit = kits.of_piece(piece)
    if source is None or (kit is None and source.state not in APPROVED):
        return None
    return fill(
        "cosigning/_beside_kit.html",
        piece=source,
        kit=kit,
        door=kits.door_now(kit) if kit else "",
        may_open=actor.may(Right.SEND),
    )


def _counts(collection: Collection) -> Counter[Standing]:
    return Counter(asked.standings(collection, asked.texts(collection)).values())


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return mails in doubt, signatures that are awaited, and what partners said."""
    if actor.may(Right.SEND):
        rows = tuple(_troubled(*each) for each in letters.troubled())
        yield TodayCard(Place.DECIDE, gettext("Mails aux partenaires, à décider"), rows)
    if actor.may(Right.READ):
        awaited = tuple(map(_awaited, keeping.open_ones()))
        yield TodayCard(Place.DO, gettext("Signatures attendues"), awaited)


def _troubled(mail: PartnerMail, invitation: Invited) -> TodayRow:
    return lost.row(
        mail,
        invitation.partner,
        str(MAILED[Mailed(mail.kind)]).capitalize(),
        url=page_of(invitation),
        resolve=url_for("cosigning.resolve", mail_id=mail.id),
    )


def _awaited(collection: Collection) -> TodayRow:
    piece, counts = asked.piece_of(collection), _counts(collection)
    said = [
        ngettext("%(num)d signature", "%(num)d signatures", counts[Standing.SIGNED]),
        ngettext("%(num)d sans réponse", "%(num)d sans réponse", counts[Standing.SILENT]),
    ]
    if counts[Standing.OUTDATED]:
        said.append(
            ngettext("%(num)d à redemander", "%(num)d à redemander", counts[Standing.OUTDATED])
        )
    unread = asked.new_remarks(collection.id)
    return TodayRow(
        title=piece.title,
        detail=" · ".join(said),
        url=url_for("cosigning.show", piece_id=piece.id),
        tag=ngettext("%(num)d remarque", "%(num)d remarques", unread) if unread else "",
        tone="amber",
        at=collection.closes_at,
        lang=piece.lang,
    )


def count(actor: Actor) -> int:
    """Return how many mails to partners wait for a decision."""
    return len(letters.troubled()) if actor.may(Right.SEND) else 0


def told(contact_id: int, _actor: Actor) -> Iterator[Told]:
    """Return what a person was asked for her association, and what she answered."""
    rows = tuple(map(_told, asked.of_contact(contact_id)))
    yield Told(gettext("Les textes communs que nous vous avons proposés"), rows)


def _told(invitation: Invited) -> tuple[tuple[str, str], ...]:
    answers = {
        Answer.NONE: STANDINGS[Standing.SILENT],
        Answer.SIGNED: STANDINGS[Standing.SIGNED],
        Answer.DECLINED: STANDINGS[Standing.DECLINED],
    }
    mails = letters.mails([invitation.id]).get(invitation.id, [])
    rows = [
        (gettext("Association"), invitation.partner),
        (gettext("À votre nom"), f"{invitation.person} <{invitation.address}>"),
        (gettext("Proposé le"), moment(invitation.made_at, "d MMMM y, H:mm")),
        (gettext("Réponse"), str(answers[Answer(invitation.answer)])),
        (gettext("Votre mot"), invitation.word),
        *(
            (gettext("Signé de"), f"{each.person} {each.role}".strip())
            for each in invitation.signatures
        ),
        *((gettext("Remarque"), each.text) for each in invitation.remarks),
        *(
            (str(MAILED[Mailed(each.kind)]), moment(each.made_at, "d MMMM y, H:mm"))
            for each in reversed(mails)
        ),
    ]
    return tuple((label, value) for label, value in rows if value)
