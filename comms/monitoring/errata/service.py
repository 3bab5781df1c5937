"""Finds errata as mentions are caught, and takes each step a person takes to put one right."""

import html
from collections.abc import Sequence

from comms.audit import service as audit
from comms.core import clock, events, options
from comms.core.db import db
from comms.core.many import in_batches
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.text import bare
from comms.figures import queries as figures
from comms.figures.models import Figure
from comms.figures.rules.record import State as Standing
from comms.monitoring.archive.queries import reading
from comms.monitoring.errata import queries
from comms.monitoring.errata.models import Erratum, ErratumStep
from comms.monitoring.errata.rules import finding, wording
from comms.monitoring.errata.rules.finding import Known
from comms.monitoring.errata.rules.ladder import ErratumWrong, State, Step, obstacles_to
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import passages
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Plan
from comms.releases import service as releases
from comms.releases.rules import ReleaseWords


def hear(event: events.MentionsCaught) -> None:
    """Hold the numbers of what was caught against our records; in the same transaction."""
    bank = queries.bank()
    if not bank:
        return
    for some in in_batches(event.mention_ids):
        _look(queries.mentions(some), bank)


def read_on(event: events.MentionCompleted) -> None:
    """Hold the numbers of what somebody typed of an article against our records too."""
    if bank := queries.bank():
        _look(queries.mentions([event.mention_id]), bank)


def look(mention: Mention) -> int:
    """Hold the numbers of a mention against our records; return how many more are not as they say.

    For what was entered by hand, or when the bank knows more than it did.
    """
    return _look([mention], queries.bank())


def _look(mentions: Sequence[Mention], bank: Sequence[Known]) -> int:
    entry_ids = [each.entry_id for each in mentions if each.entry_id is not None]
    texts = {each.id: each.document.text for some in reading.of(entry_ids) for each in some}
    typed = passages.words_of([each.id for each in mentions])
    name, count = str(options.get("association")), 0
    for mention in mentions:
        said = texts.get(mention.entry_id or 0, "")
        text = html.unescape(bare(said)) if said else mention.verbatim
        text = f"{text}\n{typed[mention.id]}" if mention.id in typed else text
        ours = {name, *queries.caught_words(mention.id)}
        count += _add(mention, finding.look(mention.title, text, ours, bank, mention.lang))
    return count


def _add(mention: Mention, wrong: Sequence[finding.Wrong]) -> int:
    records = figures.keyed([each.key for each in wrong])
    had, count = queries.known(mention.id), 0
    for each in wrong:
        figure = records[each.key]
        if (figure.id, each.words) in had:
            continue
        row = Erratum(mention_id=mention.id, figure_id=figure.id, kind=each.kind)
        row.words, row.sentence, row.found_at = each.words, each.sentence, clock.now()
        db.session.add(row)
        count += 1
    db.session.flush()
    return count


def climb(erratum: Erratum, step: str, note: str, *, actor: Actor) -> ErratumStep:
    """Write down that a person took a step; the last one begins a draft for them.

    Raises:
        Refused: it is settled, or a step before it was not taken.
    """
    if step not in set(Step):
        raise Refused(ErratumWrong.UNKNOWN_STEP)
    wanted = Step(step)
    if found := obstacles_to(wanted, [each.step for each in erratum.steps], erratum.state):
        raise Refused(found)
    row = ErratumStep(step=wanted, note=note.strip(), by=actor.id, at=clock.now())
    if wanted is Step.REPLY:
        row.piece_id = _reply(erratum, actor).id
    erratum.steps.append(row)
    audit.record(actor.id, f"erratum.{wanted}", "mention", erratum.mention_id)
    return row


def _reply(erratum: Erratum, actor: Actor) -> Piece:
    """Begin a right of reply for the legal representative to sign."""
    mention = db.session.get_one(Mention, erratum.mention_id)
    figure = db.session.get_one(Figure, erratum.figure_id)
    if figure.state == Standing.WITHDRAWN:
        raise Refused(ErratumWrong.NO_FIGURE)
    begun = releases.from_template("reply")
    lang, title, body = wording.reply(
        mention.lang,
        mention.title,
        mention.outlet,
        key=figure.key,
        label=figure.labels.get(mention.lang.partition("-")[0], ""),
    )
    words = ReleaseWords(
        kind="reply",
        lang=lang,
        title=title,
        body=body,
        contacts=begun.contacts,
        answers=begun.answers,
    )
    return releases.begin(releases.with_about(words), Plan(), actor=actor)


def settle(erratum: Erratum, state: str, *, actor: Actor) -> None:
    """Say that it is no mistake, that it was corrected, or that it is open again.

    Raises:
        Refused: there is no such state.
    """
    if state not in set(State):
        raise Refused(ErratumWrong.UNKNOWN_STEP)
    if erratum.state != state:
        erratum.state, erratum.decided_by, erratum.decided_at = state, actor.id, clock.now()
        audit.record(actor.id, f"erratum.{state}", "mention", erratum.mention_id)
