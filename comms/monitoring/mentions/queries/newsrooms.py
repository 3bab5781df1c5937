"""Which newsroom of the book a mention comes from: as a person said, else by its site."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from comms.contacts.book.models import Outlet
from comms.contacts.book.rules.outlets import outlet_key
from comms.core.db import db
from comms.core.links import host_of
from comms.monitoring.mentions.models import Mention, MentionNewsroom
from comms.monitoring.mentions.rules.whose import Whose, domains_of, sure_of_newsroom, whose_site


@dataclass(frozen=True)
class Newsroom:
    """The newsroom of a mention, or the word of a person that it is none of the book."""

    outlet: Outlet | None
    how: Whose
    by: int | None = None  # the member who said so

    @property
    def sure(self) -> int:
        """How sure it is, in hundredths."""
        return sure_of_newsroom(self.how)


def of(mention: Mention) -> Newsroom | None:
    """Return the newsroom of a mention; None when nothing tells it."""
    host = host_of(mention.url)
    return _said(mention, host) or (_by_site(host) if host else None)


def _said(mention: Mention, host: str) -> Newsroom | None:
    """Return what was said of a mention, else last of an article of the same outlet and site."""
    own = MentionNewsroom.mention_id == mention.id
    alike = (MentionNewsroom.host == host) & (Mention.outlet == mention.outlet)
    rows = (
        select(MentionNewsroom, Outlet)
        .join(Mention, Mention.id == MentionNewsroom.mention_id)
        .outerjoin(Outlet, Outlet.id == MentionNewsroom.outlet_id)
        .where(or_(own, alike) if host else own)
        .order_by(own.desc(), MentionNewsroom.at.desc(), MentionNewsroom.mention_id.desc())
    )
    found = db.session.execute(rows.limit(1)).first()
    if found is None:
        return None
    said, outlet = found
    how = Whose.PERSON if said.mention_id == mention.id else Whose.AS_SAID
    return Newsroom(outlet, how, said.by)


def _by_site(host: str) -> Newsroom | None:
    """Return the newsroom whose articles stand on a site; of several the first written down."""
    theirs = select(Outlet).where(func.lower(Outlet.domain).in_(domains_of(host)))
    found = db.session.scalars(theirs.order_by(Outlet.id)).all()
    if not found:
        return None
    return Newsroom(found[0], whose_site(host, [each.domain for each in found]))


def said_of(mention_id: int) -> MentionNewsroom | None:
    """Return what a person said of one mention."""
    return db.session.get(MentionNewsroom, mention_id)


def named(name: str) -> Outlet | None:
    """Return the newsroom of the book with this name, however it is written."""
    return db.session.scalar(select(Outlet).where(Outlet.key == outlet_key(name)))
