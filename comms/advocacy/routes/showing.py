"""What advocacy shows elsewhere: Aujourd'hui, a campaign, a contact's card, the calendar, `/`."""

from collections.abc import Collection, Iterator
from datetime import date

from flask import url_for

from comms.advocacy import forms, queries
from comms.advocacy.models import Step
from comms.advocacy.queries import Shown
from comms.advocacy.routes.blueprint import words
from comms.advocacy.rules import Document, Kind, Outcome
from comms.core import clock
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import association_zone, day, gettext, moment
from comms.core.panels import Answer, Found, Mark, Place, Thing, TodayCard, TodayRow, Told
from comms.core.rights import Actor, Right

PANEL = 6  # steps beside a campaign or on a card; the rest is one click away


def today(actor: Actor) -> Iterator[TodayCard]:
    """Remind this person of the answers that are late, or due within a week."""
    if not actor.may(Right.READ):
        return
    due = queries.awaited_by(actor.id, clock.today(association_zone()))
    yield TodayCard(Place.DO, gettext("Réponses attendues"), tuple(map(_row, due)))


def count(actor: Actor) -> int:
    """Return how many answers this person waits for beyond their day."""
    return queries.count_late(actor.id, clock.today(association_zone()))


def _row(shown: Shown) -> TodayRow:
    tag, tone = forms.tag(shown)
    url = url_for("advocacy.show", step_id=shown.step.id)
    return TodayRow(
        title=forms.title(shown.step),
        detail=_detail(shown),
        url=url,
        tag=tag,
        tone=tone,
        answers=(Answer(gettext("Noter la réponse"), f"{url}#answer", "get"),),
    )


def _detail(shown: Shown) -> str:
    said = (str(forms.KINDS[Kind(shown.step.kind)]), shown.name, shown.campaign)
    return " · ".join(filter(None, said))


def beside_campaign(campaign_id: int, actor: Actor) -> Markup:
    """Return what was asked in a campaign and what was obtained."""
    steps = queries.of_campaign(campaign_id, actor.id)
    return fill(
        "advocacy/_campaign.html",
        campaign_id=campaign_id,
        steps=steps[:PANEL],
        tally=queries.count(steps),
        **words(actor),
    )


def on_contact_card(contact_id: int, actor: Actor) -> Markup | None:
    """Return what was asked of a person, and where to note more."""
    steps = queries.of_contact(contact_id, actor.id)
    if not steps and not actor.may(Right.WRITE):
        return None
    return fill("advocacy/_card.html", contact_id=contact_id, steps=steps[:PANEL], **words(actor))


def known(step_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return steps as other rooms name them."""
    found = queries.read_of(step_ids, actor.id) if actor.may(Right.READ) else ()
    return {
        each.id: Thing(forms.title(each), url_for("advocacy.show", step_id=each.id))
        for each in found
    }


def found(query: str, limit: int) -> Iterator[Found]:
    """Return the steps a search finds, for `/`."""
    for shown in queries.found(query, limit):
        yield Found(
            kind=str(forms.KINDS[Kind(shown.step.kind)]),
            title=forms.title(shown.step),
            url=url_for("advocacy.show", step_id=shown.step.id),
            detail=" · ".join(filter(None, (shown.name, day(shown.step.on_day)))),
            score=0.5,
        )


def on_calendar(first: date, last: date, actor: Actor) -> Iterator[Mark]:
    """Return what is done on some days, and the answers that are due."""
    if not actor.may(Right.READ):
        return
    for shown in queries.between(first, last, actor.id):
        step, subject = shown.step, forms.title(shown.step)
        url = url_for("advocacy.show", step_id=step.id)
        if first <= step.on_day <= last:
            kind = str(forms.KINDS[Kind(step.kind)])
            words = gettext("%(kind)s : %(subject)s", kind=kind, subject=subject)
            yield Mark(step.on_day, words, url, tone="sea", key=f"step-{step.id}")
        if step.due_on and first <= step.due_on <= last and not step.outcome:
            words = gettext("Réponse attendue : %(subject)s", subject=subject)
            _, tone = forms.tag(shown)
            yield Mark(step.due_on, words, url, tone=tone or "amber", key=f"answer-{step.id}")


def told(contact_id: int, _actor: Actor) -> Iterator[Told]:
    """Return what was asked of a person, for the file she is given."""
    rows = tuple(_told(each) for each in queries.all_of(contact_id))
    yield Told(gettext("Ce que nous vous avons demandé dans votre fonction"), rows)


def _told(step: Step) -> tuple[tuple[str, str], ...]:
    papers = ", ".join(Document(*each).line() for each in step.documents)
    rows = (
        (gettext("Quoi"), str(forms.KINDS[Kind(step.kind)])),
        (gettext("Le"), day(step.on_day)),
        (gettext("Objet"), step.subject),
        (gettext("Ce qui est demandé"), step.asked),
        (gettext("Documents"), papers),
        (gettext("Réponse attendue le"), day(step.due_on) if step.due_on else ""),
        (gettext("Ce qui a été obtenu"), str(forms.OUTCOMES[Outcome(step.outcome)])),
        (gettext("Répondu le"), day(step.answered_on) if step.answered_on else ""),
        (gettext("La réponse"), step.answer),
        (gettext("Noté le"), moment(step.made_at, "d MMMM y, H:mm")),
    )
    return tuple((label, value) for label, value in rows if value)
