"""Members, their sessions and second factors, invitations.

Members are named because the association answers for what they do (legitimate interest): names stay
with its history after they leave, addresses and factors go. A keyed hash of the address stays, so
that who comes back does not fill a second place among approvals. Sessions keep no address and no
browser, only what the member calls the device.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.core.db import Base, Key


class Member(Base):
    """A person of the association who may sign in until `closed_at`."""

    __tablename__ = "members"

    id: Mapped[Key]
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)  # case folded on both sides of the @
    name: Mapped[str]
    role: Mapped[str]  # see core.rights.Role
    college: Mapped[str | None]  # of an approver
    lang: Mapped[str] = mapped_column(default="fr")
    zone: Mapped[str] = mapped_column(default="", server_default="")  # empty: the association's
    passphrase: Mapped[str]  # argon2id
    totp: Mapped[str | None]  # the sealed secret of the second factor
    totp_step: Mapped[int] = mapped_column(default=0)  # the last step taken: a code works once
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Session(Base):
    """One browser in which a member is signed in."""

    __tablename__ = "sessions"

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)  # SHA-256 of what the cookie holds
    label: Mapped[str] = mapped_column(default="")  # « Firefox, Linux »
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_whole: Mapped[bool] = mapped_column(default=True)  # False until the second step is done
    kept: Mapped[str | None]  # sealed: what this browser alone is shown, see service.keeping

    member: Mapped[Member] = relationship()


class Device(Base):
    """A device one owns, remembered for 30 days: its second step is taken as done."""

    __tablename__ = "devices"

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    member: Mapped[Member] = relationship()


class RecoveryCode(Base):
    """One way in for someone who lost their telephone; works once."""

    __tablename__ = "recovery_codes"

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    code: Mapped[str]  # its hash
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A link that opens once: to set the house up, to join it, to choose a new pass-phrase.

    Names who was invited until they come or the link ends; a link that was used is deleted.
    """

    __tablename__ = "invitations"

    id: Mapped[Key]
    kind: Mapped[str]  # see rules.links.Kind
    token: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    college: Mapped[str | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))  # whose reset
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class PrivateAddress(Base):
    """An address whoever holds it may read: a member's feed of mentions, their calendar.

    Only the hash of its secret is kept. It goes when the member takes it back, asks for another or
    changes their pass-phrase; of a member who left it opens nothing.
    """

    __tablename__ = "private_addresses"
    __table_args__ = (UniqueConstraint("member_id", "purpose"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    purpose: Mapped[str]
    secret: Mapped[str] = mapped_column(unique=True)  # hashed
    made_at: Mapped[datetime]


class Try(Base):
    """One failed try at a door; `door` is a keyed hash of the account or of the address."""

    __tablename__ = "tries"

    id: Mapped[Key]
    door: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
