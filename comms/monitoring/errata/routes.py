"""Errata beside a mention: what is not as our records say, and each step to put it right."""

from collections.abc import Collection, Iterator

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts.book.queries import people
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext, ngettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.figures.models import Figure
from comms.monitoring.errata import queries, service
from comms.monitoring.errata.forms import (
    COUNTRIES,
    STATES,
    STEPS,
    WHENCE,
    claim,
    label,
    last_day,
    letter,
)
from comms.monitoring.errata.models import Erratum
from comms.monitoring.errata.rules.ladder import Step, obstacles_to
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import listing, signing
from comms.monitoring.mentions.routes.blueprint import opened

bp = Blueprint("errata", __name__, url_prefix="/mentions")
AUTHOR = (Step.CALLED, Step.MAILED)


@bp.post("/<int:mention_id>/errata")
@needs(Right.KEEP_WATCH)
def look(mention_id: int) -> ResponseReturnValue:
    """Hold the numbers of a mention against the bank again."""
    if count := service.look(opened(mention_id)):
        flash(ngettext("%(num)d chiffre à regarder.", "%(num)d chiffres à regarder.", count))
    else:
        flash(gettext("Rien de plus : les chiffres près de nos mots sont ceux de la banque."))
    return _back(mention_id)


@bp.post("/errata/<int:erratum_id>/step")
@needs(Right.KEEP_WATCH)
def step(erratum_id: int) -> ResponseReturnValue:
    """Write down a step that was taken, or begin the right of reply."""
    erratum = _erratum(erratum_id)
    try:
        taken = service.climb(
            erratum, request.form.get("step", ""), request.form.get("note", ""),
            actor=current_member(),
        )  # fmt: skip
    except Refused as refusal:
        flash_refusal(refusal)
        return _back(erratum.mention_id)
    if taken.piece_id:
        flash(gettext("Le brouillon attend d’être relu, validé et signé : rien n’est parti."))
        return redirect(url_for("releases.edit", piece_id=taken.piece_id), 303)
    flash(gettext("C’est noté."))
    return _back(erratum.mention_id)


@bp.post("/errata/<int:erratum_id>/settle")
@needs(Right.KEEP_WATCH)
def settle(erratum_id: int) -> ResponseReturnValue:
    """Say that it is no mistake, that it was corrected, or open it again."""
    erratum = _erratum(erratum_id)
    try:
        service.settle(erratum, request.form.get("to", ""), actor=current_member())
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(erratum.mention_id)


def _erratum(erratum_id: int) -> Erratum:
    """Return an erratum of a mention whoever asks may read."""
    erratum = get_or_404(Erratum, erratum_id)
    opened(erratum.mention_id)
    return erratum


def _back(mention_id: int) -> ResponseReturnValue:
    return redirect(url_for("mentions.show", mention_id=mention_id, _anchor="errata"), 303)


def beside_mention(mention_id: int, actor: Actor) -> Markup | None:
    """Return the errata of a mention, with what may be done about each."""
    mention = listing.seen(actor, mention_id)
    found = queries.of(mention_id)
    if mention is None or not (found or actor.may(Right.KEEP_WATCH)):
        return None
    country, clock = queries.clock(mention)
    published = (mention.published or mention.seen_at).date()
    return fill(
        "errata/_beside.html",
        mention=mention,
        errata=[_shown(erratum, figure, mention, actor) for erratum, figure in found],
        clock=clock,
        until=last_day(clock.until(published)) if clock else "",
        country=COUNTRIES.get(country.code, ""),
        whence=WHENCE[country.whence] if country.whence else "",
        steps=STEPS,
        states=STATES,
        names=accounts.names() if found else {},
        may_act=actor.may(Right.KEEP_WATCH),
    )


def _shown(erratum: Erratum, figure: Figure, mention: Mention, actor: Actor) -> dict[str, object]:
    taken = [each.step for each in erratum.steps]
    may = {each: not obstacles_to(each, taken, erratum.state) for each in Step}
    following = Step.NEWSROOM if Step.NEWSROOM not in taken and may[Step.NEWSROOM] else Step.MAILED
    address, phone = _reach(mention, actor)
    letter_to = address if following is Step.MAILED else ""
    return {
        "erratum": erratum,
        "figure": figure,
        "label": label(figure, mention.lang),
        "claim": claim(erratum, figure, actor.lang),
        "may": may,
        "following": following,
        "letter": letter(following, erratum, figure, mention, letter_to),
        "phone": phone,
    }


def _reach(mention: Mention, actor: Actor) -> tuple[str, str]:
    """Return where to write to and to call whoever signed, if known and they did not object."""
    joined = [each.id for one in signing.signed(mention, actor) for each in one.joined]
    cards = [each for each in people.cards(joined).values() if not each.objected]
    emails = (each for card in cards for each in card.emails)
    phones = (each for card in cards for each in card.phones)
    return next(emails, ""), next(phones, "")


def flagged(mention_ids: Collection[int]) -> set[int]:
    """Return which mentions of a list have a number to put right."""
    return queries.flagged(mention_ids)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return one line for all numbers that wait to be put right."""
    if not actor.may(Right.KEEP_WATCH) or not (found := queries.still_open(actor)):
        return
    title = ngettext("%(num)d chiffre à rectifier", "%(num)d chiffres à rectifier", found.count)
    detail = gettext("Un article ne dit pas ce que dit notre registre.")
    url = url_for("mentions.show", mention_id=found.mention_id, _anchor="errata")
    yield TodayCard(Place.DO, gettext("Chiffres repris"), (TodayRow(title, detail, url),))
