"""Writing a release: begun on the page, taken in from a file, translated from another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from comms.accounts import queries as accounts
from comms.accounts.rules import addresses
from comms.adapters import documents, tongues
from comms.audit import service as audit
from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import CONTENT
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right, Role, number_of
from comms.figures import queries as figures
from comms.pieces import queries as pieces
from comms.pieces import service
from comms.pieces.models import Piece
from comms.pieces.rules import bindings
from comms.pieces.rules.leaving import Content, Plan
from comms.releases import queries
from comms.releases.rules import KINDS, MOST_QUESTIONS, ReleaseWords, Signatory
from comms.releases.rules.file import FileWrong, Pair, ReleaseFile, Warned, tags_at
from comms.testimonies import queries as testimonies

KIND = "release"
UNBOUND = {"figure": Warned.FIGURE, "testimony": Warned.TESTIMONY}


class AuthorWrong(StrEnum):
    """Why the machine cannot write in somebody's name."""

    UNKNOWN = "author.unknown"
    MAY_NOT = "author.may_not"


class ImportWrong(StrEnum):
    """Why a file cannot become a release."""

    NOT_WORD = "import.not_word"
    TOO_LONG = "import.too_long"
    TOO_MUCH_PASTED = "import.too_much_pasted"
    NO_FILE = "import.nothing_chosen"


class TranslationWrong(StrEnum):
    """Why a translation cannot be begun."""

    THERE_IS_ONE = "translation.there_is_one"
    OF_TRANSLATION = "translation.of_translation"


def begin(
    words: ReleaseWords, plan: Plan, *, actor: Actor | None, campaign_id: int | None = None
) -> Piece:
    """Write a new release down."""
    content = Content(words.plain(), plan)
    return service.begin(KIND, content, words.lang, actor=actor, campaign_id=campaign_id)


def begin_from(idea: str, detail: str, _pictures: Sequence[int], actor: Actor) -> int:
    """Begin a release from an idea, with what its template holds; return its number.

    A release takes no picture along.
    """
    words = from_template("communique")
    body = "\n\n".join(filter(None, (detail, words.body)))
    return begin(replace(words, title=idea, body=body), Plan(), actor=actor).id


def from_template(kind: str) -> ReleaseWords:
    """Return what a new release of a kind begins with: its text, its questions, whom to call."""
    questions = str(options.get(f"questions.{kind}")).splitlines()
    asked = tuple((each.strip(), "") for each in questions if each.strip())
    return ReleaseWords(
        kind=kind,
        body=str(options.get(f"template.{kind}")),
        contacts=tuple(options.get("press_contact").splitlines()),
        answers=asked[:MOST_QUESTIONS],
    )


def with_about(words: ReleaseWords) -> ReleaseWords:
    """Return the words with what the association says of itself today."""
    name = f"boilerplate.{words.lang}"
    return replace(words, about=options.get(name) if name in options.DEFAULTS else "")


def with_signatories(words: ReleaseWords, piece: Piece) -> ReleaseWords:
    """Return the words with who signs the release: nobody types that, the collection writes it."""
    kept = ReleaseWords.of(pieces.content(piece).words)
    return replace(words, signatories=kept.signatories)


def sign(piece: Piece, named: Callable[[ReleaseWords], tuple[Signatory, ...]]) -> bool:
    """Write into a release who signs its words; true when that changed what would leave.

    The machine writes it: whoever collected the signatures is no editor of the text.
    """

    def signed(content: Content) -> Content:
        words = ReleaseWords.of(content.words)
        signed_by = replace(words, signatories=named(words))
        return replace(content, words=signed_by.plain())

    return service.rewrite(piece, signed)


def with_records(words: ReleaseWords) -> ReleaseWords:
    """Return words nobody has saved yet with what their records say now."""
    return ReleaseWords.of(service.bound(KIND, Content(words.plain(), Plan())).words)


def author(email: str) -> Actor | None:
    """Return in whose name the machine writes: the member named, or the first who may.

    The first is an administrator if there is one: whoever runs the machine. While nobody is a
    member yet, it is the machine itself.

    Raises:
        Refused: there is no such member, or they may not write.
    """
    if email:
        member = accounts.by_address(addresses.key_of(email))
        if member is None:
            raise Refused(AuthorWrong.UNKNOWN)
        found = [accounts.actor(member)]
    else:
        members = sorted(accounts.active(), key=lambda each: (each.role != Role.ADMIN, each.id))
        found = [accounts.actor(each) for each in members]
        if not found:
            return None
    for each in found:
        if each.may(Right.WRITE):
            return each
    raise Refused(AuthorWrong.MAY_NOT)


def take_in(file: ReleaseFile, *, actor: Actor | None) -> Piece:
    """Write a release down from its file: a new one, or the translation the file says it is."""
    words = with_about(file.words)
    if file.of is None:
        return begin(words, Plan(at=file.until), actor=actor)
    source = _source(file.of, words.lang)
    return _translated(source, words, file, actor)


def take_in_word(content: bytes, *, actor: Actor) -> Piece:
    """Write a Word file down as a draft: its changes accepted, its comments left out.

    Its language is told by its words; where they do not tell, it is French until somebody says.

    Raises:
        Refused: it is no Word file, or too long.
    """
    try:
        found = documents.read_word(content)
    except documents.TooLong as error:
        raise Refused(ImportWrong.TOO_LONG) from error
    except documents.NotWord as error:
        raise Refused(ImportWrong.NOT_WORD) from error
    begun = from_template(KINDS[0])
    lang = language_of(f"{found.title}\n{found.body}") or begun.lang
    words = replace(begun, title=found.title, body=found.body, lang=lang)
    return begin(with_about(words), Plan(), actor=actor)


def language_of(text: str) -> str | None:
    """Return which of the languages we write in a text is in, or None when it is not clear."""
    found = tongues.detect(text)
    return found if found in CONTENT else None


def _source(of: Pair, lang: str) -> Piece:
    source = db.session.get(Piece, int(of.value))
    if source is None or source.kind != KIND:
        raise Refused(FileWrong.NO_SOURCE, line=of.line, value=of.value)
    if source.source_id is not None:
        raise Refused(FileWrong.OF_TRANSLATION, line=of.line, value=of.value, of=source.source_id)
    if source.lang == lang:
        raise Refused(FileWrong.SAME_LANGUAGE, line=of.line, value=of.value)
    return source


def _translated(
    source: Piece, words: ReleaseWords, file: ReleaseFile, actor: Actor | None
) -> Piece:
    """Begin a translation, or save the one there is; what was there stays in its history."""
    known = queries.translation(source, words.lang)
    if known is None:
        return translate(source, words, Plan(at=file.until), actor=actor)
    plan = pieces.content(known).plan
    plan = replace(plan, at=file.until) if file.until else plan
    words = with_signatories(words, known)
    service.save(known, Content(words.plain(), plan), base=known.number, actor=actor)
    known.source_number = source.number
    return known


def translate(source: Piece, words: ReleaseWords, plan: Plan, *, actor: Actor | None) -> Piece:
    """Begin the translation of a release, made from its revision of now.

    Raises:
        Refused: it is a translation itself, or there is one in this language.
    """
    if source.source_id is not None:
        raise Refused(TranslationWrong.OF_TRANSLATION)
    if source.lang == words.lang or queries.translation(source, words.lang):
        raise Refused(TranslationWrong.THERE_IS_ONE)
    unsigned = replace(words, signatories=())
    made = begin(unsigned, plan, actor=actor, campaign_id=source.campaign_id)
    made.source_id, made.source_number = source.id, source.number
    db.session.flush()
    audit.record(number_of(actor), "piece.translated", "piece", made.id)
    return made


def catch_up(piece: Piece, *, actor: Actor | None) -> None:
    """Say that somebody held a translation against its source: it says what that says now."""
    source = queries.source(piece)
    if source is not None:
        now = clock.now()
        piece.source_number, piece.touched_at = source.number, now
        piece.compared_by, piece.compared_at = number_of(actor), now
        piece.compared_number = piece.number
        audit.record(number_of(actor), "piece.caught_up", "piece", piece.id)


def warnings_of(file: ReleaseFile) -> Iterator[tuple[StrEnum, dict[str, object]]]:
    """Yield what a file says that we keep and cannot hold, each with its facts."""
    for each in bindings.found(file.words.body):
        if each.kind == "figure" and figures.by_key(each.key.removesuffix(bindings.WAS)):
            continue
        if each.kind == "testimony" and testimonies.by_key(each.key):
            continue
        line = file.body_at + each.line - 1
        yield UNBOUND[each.kind], {"line": line, "key": each.key}
    for line in tags_at(file.words.body):
        yield Warned.TAG, {"line": file.body_at + line - 1}
    if file.until and file.until.instant <= clock.now():
        yield Warned.EMBARGO_OVER, {}
