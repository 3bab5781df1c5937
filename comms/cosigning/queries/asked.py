"""Reads what a collection is about: its texts, who was asked, how their answers stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from comms.core import vault
from comms.core.db import db
from comms.core.refusal import Code
from comms.cosigning.models import Collection, Invited, PartnerKit, PartnerLink, Remark, Signature
from comms.cosigning.rules.asking import Answer, Given, Standing, standing
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import asked_of_all, asked_of_words, kind_of
from comms.pieces.rules.leaving import Content
from comms.releases import queries as releases
from comms.releases.rules import ReleaseWords, signed_words, text_hash, unreadable
from comms.sourcing.rules.weighing import Unsound

PURPOSE = "cosigning"


@dataclass(frozen=True)
class Text:
    """The statement in one language, as a revision of it says."""

    piece: Piece
    number: int
    content: Content
    words: ReleaseWords
    hash: str

    @property
    def lang(self) -> str:
        """Return the language it is in."""
        return self.piece.lang

    @property
    def can_be_read(self) -> bool:
        """Say whether there is something to sign, and a page can show it."""
        return bool(self.words.body.strip()) and not unreadable(self.words.body, *self.words.lines)

    @property
    def said(self) -> dict[str, str]:
        """Return what a partner signs, part by part."""
        return signed_words(self.words)

    @cached_property
    def unfit(self) -> list[Code]:
        """Return what keeps it from anybody's eyes now: no record, no consent, a secret place."""
        return unfit(self.piece, self.content)

    @property
    def is_never_to_be_read(self) -> bool:
        """Say whether even its struck-out words may be shown to nobody; a wrong number may."""
        return any(not isinstance(getattr(each, "code", each), Unsound) for each in self.unfit)


def unfit(piece: Piece, content: Content) -> list[Code]:
    """Return what other rooms hold against a text now, whoever is to read it."""
    return asked_of_all(kind_of(piece.kind), content)


def word_of(about: Collection | PartnerKit) -> str:
    """Return our word to partners as it leaves: none while another room holds it back."""
    return "" if asked_of_words(about.word) else about.word


def of_piece(piece: Piece) -> Collection | None:
    """Return the collection of a release, asked by any of its languages."""
    source_id = piece.source_id or piece.id
    return db.session.scalar(select(Collection).where(Collection.piece_id == source_id))


def piece_of(collection: Collection) -> Piece:
    """Return the release a collection is about."""
    return db.session.get_one(Piece, collection.piece_id)


def texts(collection: Collection) -> dict[str, Text]:
    """Return the statement in each of its languages there is a text in, in their order."""
    source = piece_of(collection)
    found = ((lang, releases.in_language(source, lang)) for lang in collection.langs)
    said = {lang: as_signed(piece) for lang, piece in found if piece is not None}
    return {lang: each for lang, each in said.items() if each.can_be_read}


def as_signed(piece: Piece, number: int | None = None) -> Text:
    """Return a release as partners sign it; `number`: as it stood in a revision."""
    content = pieces.content(piece, number)
    words = ReleaseWords.of(content.words)
    return Text(piece, number or piece.number, content, words, text_hash(words))


def shown(collection: Collection) -> dict[str, Text]:
    """Return the text partners were last asked about, by language, fit to be read or not."""
    known = {lang: collection.shown[lang] for lang in collection.langs if lang in collection.shown}
    found = {
        lang: as_signed(db.session.get_one(Piece, piece_id), number)
        for lang, (piece_id, number) in known.items()
    }
    return {lang: each for lang, each in found.items() if each.can_be_read}


def readable(collection: Collection) -> dict[str, Text]:
    """Return what partners may read now: what they were asked about, and nothing unfit of it."""
    return {lang: each for lang, each in shown(collection).items() if not each.unfit}


def unseen(collection: Collection) -> dict[str, Text]:
    """Return what was written since partners were last asked: their page does not show it."""
    seen = hashes(shown(collection))
    return {lang: each for lang, each in texts(collection).items() if seen.get(lang) != each.hash}


def others_read_another(collection: Collection) -> bool:
    """Say whether partners who were asked already read another text than stands there now."""
    is_read = any(each.withdrawn_at is None for each in collection.invitations)
    return is_read and bool(collection.shown) and bool(unseen(collection))


def outdated(collection: Collection) -> list[Invited]:
    """Return whose signature is for another text than stands there now."""
    standing_now = standings(collection, texts(collection))
    return [each for each in collection.invitations if standing_now[each.id] is Standing.OUTDATED]


def hashes(known: Mapping[str, Text]) -> dict[str, str]:
    """Return the hash of what is signed, by language."""
    return {lang: each.hash for lang, each in known.items()}


def by_token(token: str) -> Invited | None:
    """Return the invitation a private link belongs to."""
    key = vault.keyed_hash(token, PURPOSE)
    wanted = select(Invited).join(PartnerLink, PartnerLink.invitation_id == Invited.id)
    return db.session.scalar(wanted.where(PartnerLink.hash == key))


def given(invitation: Invited) -> Given:
    """Return what an invitation was answered, for the rules."""
    return Given(
        Answer(invitation.answer),
        invitation.withdrawn_at is not None,
        {each.lang: hash_of(each) for each in invitation.signatures},
    )


def hash_of(signature: Signature) -> str:
    """Return the hash of what was signed, as it can be compared with a text now.

    Words that were struck since are in neither: both are taken as they stand, and the hash that is
    kept stays the proof of what was signed.
    """
    piece = db.session.get_one(Piece, signature.piece_id)
    if pieces.revision(piece, signature.number).struck_at is None:
        return signature.text_hash
    return as_signed(piece, signature.number).hash


def standing_of(invitation: Invited, known: Mapping[str, Text]) -> Standing:
    """Return how an answer stands now."""
    return standing(given(invitation), hashes(known))


def standings(collection: Collection, known: Mapping[str, Text]) -> dict[int, Standing]:
    """Return how every answer of a collection stands, by invitation."""
    rows = select(Invited).where(Invited.collection_id == collection.id)
    asked = db.session.scalars(rows.options(selectinload(Invited.signatures)))
    return {each.id: standing_of(each, known) for each in asked}


def signed(collection: Collection, lang: str, text: str) -> list[Signature]:
    """Return the signatures under a text (its language, its hash) that count, by their names."""
    rows = select(Signature).join(Invited, Signature.invitation_id == Invited.id)
    theirs = rows.where(
        Invited.collection_id == collection.id,
        Invited.withdrawn_at.is_(None),
        Invited.answer == Answer.SIGNED,
        Signature.lang == lang,
    )
    found = [each for each in db.session.scalars(theirs) if hash_of(each) == text]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def new_remarks(collection_id: int) -> int:
    """Count what partners said and nobody has read yet."""
    rows = select(func.count()).select_from(Remark).join(Invited)
    unread = rows.where(Invited.collection_id == collection_id, Remark.seen_at.is_(None))
    return db.session.scalar(unread) or 0


def of_contact(contact_id: int) -> Sequence[Invited]:
    """Return what a person was asked, for the file she is given."""
    rows = select(Invited).where(Invited.contact_id == contact_id)
    return db.session.scalars(rows.order_by(Invited.id)).all()
