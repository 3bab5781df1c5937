"""Pages of who speaks for us, and of who does in a campaign."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.forms.labels import LANGUAGES
from comms.contacts.book.routes.blueprint import bp
from comms.contacts.requests import queries, service
from comms.contacts.requests.forms import read_spokesperson
from comms.contacts.requests.models import Spokesperson
from comms.contacts.requests.rules.asking import SpokespersonWords
from comms.core import panels, rows
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs


@bp.get("/spokespeople")
@needs(Right.READ)
def spokespeople() -> str:
    """Show who speaks for us, and what they agreed to."""
    return _spokespeople(SpokespersonWords())


def _spokespeople(words: SpokespersonWords) -> str:
    people = [(each, queries.ended(each)) for each in queries.spokespeople()]
    return render_template(
        "contacts/spokespeople.html", people=people, words=words, languages=LANGUAGES
    )


@bp.get("/spokespeople/<int:person_id>")
@needs(Right.READ)
def spokesperson(person_id: int) -> str:
    """Show one who speaks for us."""
    return _spokesperson(person_id, get_or_404(Spokesperson, person_id))


def _spokesperson(person_id: int, words: Spokesperson | SpokespersonWords) -> str:
    return render_template(
        "contacts/spokesperson.html", person_id=person_id, words=words, languages=LANGUAGES
    )


@bp.post("/spokespeople")
@needs(Right.KEEP_CONTACTS)
def keep_spokesperson() -> ResponseReturnValue:
    """Write down who speaks for us, or change it, or let them go."""
    said = request.form.get("id", "")
    known = get_or_404(Spokesperson, int(said)) if said.isdecimal() and len(said) < 10 else None
    try:
        if known and request.form.get("then") == "retire":
            service.retire(known, actor=current_member())
        else:
            words = read_spokesperson(request.form)
            service.keep_spokesperson(words, known, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        words = read_spokesperson(request.form)
        return _spokesperson(known.id, words) if known else _spokespeople(words), 422
    return redirect(url_for(".spokespeople"), 303)


def beside_campaign(campaign_id: int, actor: Actor) -> Markup:
    """Return who speaks for us in a campaign, and the form that says so."""
    people = [(each, queries.ended(each)) for each in queries.voices(campaign_id)]
    return fill(
        "contacts/_voices.html",
        campaign_id=campaign_id,
        people=people,
        all_people=queries.spokespeople(),
        may_choose=actor.may(Right.KEEP_CONTACTS),
    )


@bp.post("/spokespeople/campaigns/<int:campaign_id>")
@needs(Right.KEEP_CONTACTS)
def choose_voices(campaign_id: int) -> ResponseReturnValue:
    """Say who speaks for us in a campaign."""
    campaign = panels.thing(f"campaign:{campaign_id}", current_member())
    if campaign is None:
        abort(404)
    chosen = rows.numbers(request.form.getlist("voice"))
    service.let_speak(campaign_id, chosen, actor=current_member())
    return redirect(campaign.url, 303)
