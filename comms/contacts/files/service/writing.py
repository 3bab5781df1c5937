"""Writes weighed rows into the book, many at once, and keeps the way back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import hidden_from
from comms.contacts.book.rules.outlets import outlet_key
from comms.contacts.book.service.indexing import index
from comms.contacts.book.service.newsrooms import outlets_named
from comms.contacts.files.models import Import, ImportChange, RowSeen
from comms.contacts.files.rules.weighing import Outcome, Weighed
from comms.contacts.files.service.joining import Circumstance, Joined, join, new_contact
from comms.contacts.lists.models import Membership
from comms.contacts.lists.service import lists_named
from comms.contacts.twins.rules.judging import Face
from comms.core import clock
from comms.core.db import db
from comms.core.many import in_batches
from comms.core.rights import Actor, number_of


@dataclass
class Change:
    """What an import did to one contact."""

    contact: Contact
    is_new: bool
    version_before: int
    joined: Joined = field(default_factory=Joined)


class Writing:
    """One file on its way into the book."""

    def __init__(self, kept: Import, actor: Actor | None, weighed: Iterable[Weighed]) -> None:
        self._kept, self._actor = kept, actor
        self._taken = [w for w in weighed if w.outcome in (Outcome.CREATED, Outcome.UPDATED)]
        outlets = outlets_named(
            (work.outlet for w in self._taken for work in w.draft.works), kept.id
        )
        self._around = Circumstance(kept.origin, f"import {kept.id}", outlets, actor)
        self._by_row: dict[int, int] = {}
        self._changes: dict[int, Change] = {}

    def write(self) -> Mapping[int, int]:
        """Write all; return which contact each row became."""
        self._create([w for w in self._taken if w.outcome is Outcome.CREATED])
        self._update([w for w in self._taken if w.outcome is Outcome.UPDATED])
        self._join_lists()
        changed = [each for each in self._changes.values() if each.is_new or each.joined]
        _count_versions(changed)
        if changed:
            lines = [_journal_line(self._kept, each) for each in changed]
            db.session.execute(insert(ImportChange), lines)
        remember({(w.print, self._by_row[w.draft.number]) for w in self._taken})
        index(each.contact.id for each in changed)
        return self._by_row

    def _create(self, new: Sequence[Weighed]) -> None:
        contacts = [new_contact(w.draft, self._around) for w in new]
        db.session.add_all(contacts)
        db.session.flush()
        for w, contact in zip(new, contacts, strict=True):
            self._by_row[w.draft.number] = contact.id
            self._changes[contact.id] = Change(contact, is_new=True, version_before=0)

    def _update(self, joins: Sequence[Weighed]) -> None:
        for w in joins:
            self._by_row[w.draft.number] = self._contact_id(w.face)
        self._load({self._by_row[w.draft.number] for w in joins} - self._changes.keys())
        for w in joins:
            change = self._changes[self._by_row[w.draft.number]]
            join(change.contact, w.draft, self._around, change.joined)

    def _contact_id(self, face: Face | None) -> int:
        assert face is not None, "a row is joined to someone"
        return face.contact_id or self._by_row[face.row or 0]

    def _load(self, ids: Iterable[int]) -> None:
        whole = (selectinload(Contact.addresses), selectinload(Contact.roles))
        for some in in_batches(sorted(ids)):
            rows = select(Contact).where(Contact.id.in_(some)).options(*whole).with_for_update()
            for contact in db.session.scalars(rows):
                self._changes[contact.id] = Change(contact, False, contact.version)

    def _join_lists(self) -> None:
        by = number_of(self._actor)
        named = lists_named(
            (name for w in self._taken for name in w.draft.lists), import_id=self._kept.id, by=by
        )
        wished = {
            (named[key].id, self._by_row[w.draft.number])
            for w in self._taken
            for key in map(outlet_key, w.draft.lists)
            if key in named
        }
        # A card the importer does not see goes on no list of theirs.
        hidden = hidden_from(self._actor.id) if self._actor else frozenset()
        new = wished - _on_lists(each.id for each in named.values())
        for list_id, contact_id in sorted(each for each in new if each[1] not in hidden):
            self._changes[contact_id].joined.lists.append(list_id)
            db.session.add(
                Membership(
                    list_id=list_id,
                    contact_id=contact_id,
                    reason=self._kept.origin,
                    added_at=clock.now(),
                    added_by=by,
                )
            )


def _on_lists(list_ids: Iterable[int]) -> set[tuple[int, int]]:
    rows = select(Membership.list_id, Membership.contact_id)
    there = rows.where(Membership.list_id.in_(list(list_ids)))
    return {(list_id, contact_id) for list_id, contact_id in db.session.execute(there)}


def _count_versions(changed: Iterable[Change]) -> None:
    for change in changed:
        if not change.is_new:
            change.contact.version += 1
            change.contact.touched_at = clock.now()
    db.session.flush()


def _journal_line(kept: Import, change: Change) -> dict[str, object]:
    return {
        "import_id": kept.id,
        "contact_id": change.contact.id,
        "is_new": change.is_new,
        "before": {} if change.is_new else change.joined.before(),
        "version_before": change.version_before,
        "version": change.contact.version,
    }


def remember(became: set[tuple[str, int]]) -> None:
    """Write down which contact each row became, once."""
    known: set[tuple[str, int]] = set()
    for some in in_batches({print_ for print_, _ in became}):
        rows = select(RowSeen.print, RowSeen.contact_id).where(RowSeen.print.in_(some))
        known |= {(print_, contact_id) for print_, contact_id in db.session.execute(rows)}
    if new := [{"print": print_, "contact_id": n} for print_, n in sorted(became - known)]:
        db.session.execute(insert(RowSeen), new)
