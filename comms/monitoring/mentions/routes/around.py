"""How mentions show themselves elsewhere: today, in the search, on a card, beside a campaign."""

from collections.abc import Collection, Iterator

from flask import url_for

from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext, moment, ngettext, number
from comms.core.panels import Answer, Found, Place, Thing, TodayCard, TodayRow, Told
from comms.core.rights import Actor, Right
from comms.core.text import fold
from comms.core.web import current_member
from comms.monitoring.mentions.forms import titled
from comms.monitoring.mentions.models import Mention, MentionPerson
from comms.monitoring.mentions.queries import campaigns, listing, signing
from comms.monitoring.mentions.queries.listing import Line
from comms.monitoring.mentions.rules.standing import State

ON_TODAY = 6


def count(actor: Actor) -> int:
    """Return how many mentions wait to be sorted, beside the navigation."""
    return listing.count_new(actor)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the new mentions, each with its sentence."""
    if not actor.may(Right.READ):
        return
    rows = tuple(map(_row, listing.page(actor, State.NEW, limit=ON_TODAY)))
    others = max(listing.count_new(actor) - len(rows), 0)
    url = url_for("mentions.overview")
    yield TodayCard(Place.PRESS, gettext("Ce que dit la presse"), rows, others=others, url=url)


def _row(line: Line) -> TodayRow:
    mention = line.lead.mention
    said = [mention.outlet, *(each.watch for each in line.lead.caught)]
    return TodayRow(
        title=titled(mention),
        detail=" · ".join(filter(None, said)),
        url=url_for("mentions.overview", at=mention.id),
        at=mention.published or mention.seen_at,
        lang=mention.lang,
        answers=tuple(_answer(line, state) for state in (State.KEPT, State.DISMISSED)),
        template="mentions/_today.html",
        facts={"line": line},
    )


def _answer(line: Line, state: State) -> Answer:
    label = gettext("Garder") if state is State.KEPT else gettext("Écarter")
    fields = (("ids", ",".join(map(str, line.ids))), ("to", state.value), ("back", "today"))
    return Answer(label, url_for("mentions.sort"), fields=fields)


def found(words: str, limit: int) -> Iterator[Found]:
    """Return the mentions whose title or outlet holds these words."""
    for mention in listing.said(current_member(), fold(words).strip(), limit):
        yield Found(
            kind=gettext("retombée"),
            title=titled(mention),
            url=url_for("mentions.show", mention_id=mention.id),
            detail=mention.outlet,
            score=0.3,
            lang=mention.lang,
        )


def known(mention_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return mentions as other rooms name them, to those who may read them."""
    found = listing.seen_of(actor, mention_ids) if actor.may(Right.READ) else ()
    return {each.id: _thing(each) for each in found}


def _thing(mention: Mention) -> Thing:
    url = url_for("mentions.show", mention_id=mention.id)
    return Thing(titled(mention), url, mention.lang)


def around_campaign(campaign_id: int, actor: Actor) -> Iterator[TodayCard]:
    """Return how often the press spoke of a campaign or its releases, and the last mentions."""
    count, last = campaigns.last(campaign_id, actor)
    rows = tuple(
        TodayRow(
            title=titled(each),
            detail=_standing(each),
            url=url_for("mentions.show", mention_id=each.id),
            lang=each.lang,
        )
        for each in last
    )
    yield TodayCard(Place.ASIDE, gettext("Retombées"), rows, aside=number(count))


def _standing(mention: Mention) -> str:
    said = [mention.outlet, moment(mention.published or mention.seen_at, "d MMMM y")]
    return " · ".join([*said, gettext("réservé aux abonnés")] if mention.is_paid else said)


def told(contact_id: int, actor: Actor) -> Iterator[Told]:
    """Return what a person wrote of us and we keep, for the file she is given.

    Of what a sensitive watch alone caught, who may not read it is told how much there is.
    """
    seen, hidden = signing.all_by_contact(contact_id, actor)
    rows = tuple(_told(each, link) for each, link in seen)
    said = ngettext(
        "Un article d’une veille réservée : demandez-le à l’administration de l’association.",
        "%(num)d articles d’une veille réservée : demandez-les à l’administration "
        "de l’association.",
        hidden,
    )
    more = ((("", said),),) if hidden else ()
    yield Told(gettext("Les articles que nous croyons de vous"), (*rows, *more))


def wrote(contact_id: int, actor: Actor) -> Iterator[Thing]:
    """Return the articles of a person that have an address, the last first."""
    for each in signing.by_contact(contact_id, actor, limit=12):
        if each.url:
            yield Thing(f"{each.title} ({each.outlet})", each.url, each.lang)


def _told(mention: Mention, link: MentionPerson) -> tuple[tuple[str, str], ...]:
    rows = (
        (gettext("Article"), mention.title),
        (gettext("Média"), mention.outlet),
        (gettext("Paru le"), moment(mention.published, "d MMMM y") if mention.published else ""),
        (gettext("Signature"), link.name),
        (gettext("Noté le"), moment(link.at, "d MMMM y")),
        (gettext("Nous savons que ce n’est pas vous"), gettext("oui") if link.is_refused else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def on_card(contact_id: int, actor: Actor) -> Markup | None:
    """Return what a person last wrote about us, for their card."""
    mentions = signing.by_contact(contact_id, actor) if actor.may(Right.READ) else ()
    if not mentions:
        return None
    rows = [(each, url_for("mentions.show", mention_id=each.id)) for each in mentions]
    return fill("mentions/_on_card.html", rows=rows)
