"""The part of a report that tells what was asked of institutions, and what was obtained."""

from collections.abc import Iterator, Sequence

from comms.adapters.documents import Block, Chart, Heading, Line, Run, Table
from comms.advocacy import queries
from comms.advocacy.forms import KINDS, OUTCOMES
from comms.advocacy.queries import Shown
from comms.advocacy.rules import Kind, Outcome, Standing
from comms.core.languages import day, gettext, ngettext

MOST = 30  # steps named one by one


def blocks(steps: Sequence[Shown]) -> Iterator[Block]:
    """Yield what was asked, counted by what came of it, then step by step.

    What is only planned asked nothing yet. An institution is named, or the office somebody holds;
    a person never is.
    """
    made = [each for each in steps if each.standing is not Standing.PLANNED]
    if not made:
        return
    yield Heading(2, (Run(gettext("Ce que nous avons demandé, ce que nous avons obtenu")),))
    yield Line((Run(_said(made)),))
    outcomes = [Outcome(each.step.outcome) for each in made]
    rows = [(str(OUTCOMES[each]), outcomes.count(each)) for each in OUTCOMES if each in outcomes]
    head = gettext("Ce qui en est venu"), gettext("Démarches")
    yield Chart(head, tuple(((Run(name),), (count,)) for name, count in rows))
    yield _table(made)


def _said(made: Sequence[Shown]) -> str:
    tally = queries.count(made)
    asked = ngettext(
        "%(num)d démarche a été faite.", "%(num)d démarches ont été faites.", tally.asked
    )
    if not tally.late:
        return asked
    late = ngettext(
        "%(num)d réponse est en retard.", "%(num)d réponses sont en retard.", tally.late
    )
    return f"{asked} {late}"


def _office(step: Shown) -> str:
    return next(iter(step.who.roles), "") if step.who else ""


def _table(made: Sequence[Shown]) -> Table:
    named = (gettext("Jour"), gettext("Démarche"), gettext("Auprès de"), gettext("Résultat"))
    rows = [tuple((Run(each),) for each in named)]
    for each in made[-MOST:]:
        what = f"{KINDS[Kind(each.step.kind)]} : {each.step.subject}"
        cells = (
            day(each.step.on_day, "d MMM"),
            what,
            each.outlet or _office(each),
            str(OUTCOMES[Outcome(each.step.outcome)]),
        )
        rows.append(tuple((Run(cell),) for cell in cells))
    return Table(tuple(rows))
