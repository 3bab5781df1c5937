"""What partners are asked, what they answered, and the links they answer by.

Partners' people are named because a joint statement asks somebody by name and says who signed it
(legitimate interest, then their own signature). A year after a collection closed their names,
addresses and remarks go (`service.forgetting`); the partner's name stays with the statement.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.core.db import Base, Key
from comms.core.outward import Outward
from comms.cosigning.rules.asking import Answer


class Collection(Base):
    """Signatures collected for one release, in the languages it is in, until a deadline.

    `keeper_id`: the member who looks after it. `word`: what we say to partners above the text.
    `shown`: what partners were last asked about, by language: a piece and the number of its
    revision. `written_at`: when the list of those who signed was written into the release.
    """

    __tablename__ = "cosign_collections"

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), unique=True)
    langs: Mapped[list[str]] = mapped_column(JSON, default=list)
    shown: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    word: Mapped[str] = mapped_column(default="")
    closes_at: Mapped[datetime] = mapped_column(index=True)
    keeper_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    written_at: Mapped[datetime | None]

    invitations: Mapped[list["Invited"]] = relationship(order_by="Invited.partner")


class PartnerKit(Base):
    """An approved piece, ready for partners to pass on: shut until its hour, gone after `ends_at`.

    Names the member who looks after it.
    """

    __tablename__ = "partner_kits"

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), unique=True)
    word: Mapped[str] = mapped_column(default="")
    ends_at: Mapped[datetime] = mapped_column(index=True)
    keeper_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    invitations: Mapped[list["Invited"]] = relationship(order_by="Invited.partner")


class Invited(Base):
    """One partner who was asked to sign (`collection_id`) or is given a kit (`kit_id`).

    `partner`, `person` and `address` are as they stood when we asked. `heard_at`: their last word.
    """

    __tablename__ = "invited_partners"
    __table_args__ = (
        UniqueConstraint("collection_id", "outlet_id"),
        UniqueConstraint("kit_id", "outlet_id"),
    )

    id: Mapped[Key]
    collection_id: Mapped[int | None] = mapped_column(
        ForeignKey("cosign_collections.id"), index=True
    )
    kit_id: Mapped[int | None] = mapped_column(ForeignKey("partner_kits.id"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(
        ForeignKey("outlets.id", ondelete="SET NULL"), index=True
    )
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contacts.id", ondelete="SET NULL"), index=True
    )
    partner: Mapped[str]
    person: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")  # "": a link given by hand
    by_hand: Mapped[bool] = mapped_column(
        default=False
    )  # a member gives the link, whatever changes
    lang: Mapped[str]  # of their page and mails: fr, en
    answer: Mapped[str] = mapped_column(default=Answer.NONE)
    word: Mapped[str] = mapped_column(default="")  # why not, if they said so
    heard_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    signatures: Mapped[list["Signature"]] = relationship(
        order_by="Signature.id", cascade="all, delete-orphan"
    )
    remarks: Mapped[list["Remark"]] = relationship(
        order_by="Remark.id", cascade="all, delete-orphan"
    )


class PartnerLink(Base):
    """One private address of an invitation: only its keyed hash is kept.

    Each mail carries a new one, so that none has to be kept to be sent again.
    """

    __tablename__ = "partner_links"

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invited_partners.id"), index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


class Signature(Base):
    """A partner's signature under the text of one language, as they want to be named there.

    `text_hash`, `number`: what they signed, and the revision that said it. `person` is who signs
    for the partner: named in the statement, at their own wish.
    """

    __tablename__ = "cosign_signatures"
    __table_args__ = (UniqueConstraint("invitation_id", "lang"),)

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invited_partners.id"), index=True)
    lang: Mapped[str]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"))
    number: Mapped[int]
    text_hash: Mapped[str]
    name: Mapped[str]
    person: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"))
    at: Mapped[datetime]


class Remark(Base):
    """What a partner said of the text; no other partner sees it."""

    __tablename__ = "cosign_remarks"

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invited_partners.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class PartnerMail(Outward, Base):
    """One mail to one partner. `occasion` names why: for each reason one mail leaves, once."""

    __tablename__ = "partner_mails"
    __table_args__ = (UniqueConstraint("invitation_id", "kind", "occasion"),)

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invited_partners.id"), index=True)
    kind: Mapped[str]  # see rules.asking.Mailed
    occasion: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str]
    made_at: Mapped[datetime]
