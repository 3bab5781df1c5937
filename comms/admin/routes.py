"""Pages of the settings: what we decided, our channels, and whether the machine is well."""

from functools import partial
from typing import Protocol

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.admin import forms, service
from comms.admin.rules import (
    KINDS,
    MINUTES,
    MOST_PLACES,
    Ran,
    Seen,
    Sign,
    is_laptop,
    sign_of_links,
    signs_of_approvers,
    signs_of_jobs,
    signs_of_mail,
    signs_of_waiting,
)
from comms.channels import forms as channel_forms
from comms.channels import queries as channels
from comms.channels import service as channel_service
from comms.channels.models import Channel
from comms.channels.rules import ChannelKind
from comms.channels.rules.counting import LIMITS, network_name
from comms.core import clock, health, options, settings
from comms.core.db import db
from comms.core.health import Health
from comms.core.languages import CONTENT, gettext, moment
from comms.core.paths import own_path
from comms.core.refusal import Refused, say
from comms.core.rights import Actor, College, Right
from comms.core.web import current_member, get_or_404, needs
from comms.notices import queries as notices
from comms.pressreview import forms as press_forms
from comms.pressreview.queries import licensing as licences
from comms.pressreview.service import licensing

bp = Blueprint("admin", __name__, url_prefix="/settings")


@bp.get("")
@needs(Right.KEEP_SETTINGS)
def overview() -> str:
    """Show what is decided and how the machine is."""
    return _page()


def _page(wrong: dict[str, str] | None = None, section: str = "") -> str:
    seen = health.look(clock.now())
    return render_template(
        "admin/overview.html",
        typed=_typed(section),
        wrong=wrong or {},
        zones=_zones(),
        places={kind: _places(kind) for kind in KINDS},
        colleges=list(forms.COLLEGES.items()),
        kind_titles=forms.KIND_TITLES,
        channels=channels.with_slots(),
        slots_said=channel_forms.slots_said,
        networks=[("", gettext("aucun réseau connu"))]
        + [(each, network_name(each)) for each in LIMITS],
        signs=_signs(seen),
        jobs=seen.jobs,
        has_members="accounts.members" in current_app.view_functions,
        job_names=forms.JOBS,
        release_kinds=forms.RELEASE_KINDS,
        about_in=[lang for lang in CONTENT if lang not in ("fr", "en")],
        licence=licences.declared(),
        licence_holds=licences.valid() is not None,
        paused_by=accounts.names().get(options.get("paused_by") or 0, ""),
    )


def _typed(section: str) -> dict[str, str]:
    """Return what stands in the fields: what is kept, or what was just typed and refused."""
    kept = {name: str(options.get(name)) for name in (*forms.TEXTS, *forms.WRITING, *MINUTES)}
    if section != "licence":
        kept |= press_forms.typed_licence(licences.declared())
    return kept | (request.form.to_dict() if section else {}) | {"section": section}


def _zones() -> list[tuple[str, str]]:
    known = dict.fromkeys((*forms.ZONES, str(options.get("zone"))))
    return [(zone, zone.replace("_", " ")) for zone in known]


def _places(kind: str) -> list[str]:
    kept = [each or "any" for each in options.get(f"approvals.{kind}")]
    return (kept + [""] * MOST_PLACES)[:MOST_PLACES]


def _signs(seen: Health) -> list[tuple[str, str]]:
    """Return the state of the machine in sentences, each with its look."""
    ours = settings.current()
    jobs = [Ran(each.name, each.due_at, each.last_ok, each.last_error) for each in seen.jobs]
    asked = {
        kind: [College(each) if each else None for each in options.get(f"approvals.{kind}")]
        for kind in KINDS
    }
    found = [
        *signs_of_jobs(jobs, seen.silent),
        signs_of_mail(ours.smtp.host if ours.smtp else None, ours.mail_from),
        sign_of_links(ours.public_url),
        *signs_of_approvers(asked, [accounts.actor(each) for each in accounts.active()]),
    ]
    found += signs_of_waiting(seen.doubtful, seen.missed, notices.count_doubtful())
    if ours.jobs == "embedded" and is_laptop(ours.public_url):
        found.append(Seen("wait", Sign.MAY_SLEEP, {"minutes": options.get("late_minutes")}))
    return [(each.look, _sentence(each)) for each in found] + list(health.told())


def _sentence(seen: Seen) -> str:
    facts = dict(seen.facts)
    for name in ("last", "since", "again"):
        if name in facts:
            facts[name] = moment(facts[name])  # type: ignore[arg-type]  # these are instants
    if "job" in facts:
        facts["job"] = str(forms.JOBS.get(str(facts["job"]), facts["job"]))
    if seen.sign is Sign.NOBODY_APPROVES:
        facts["kind"] = str(forms.KIND_TITLES[str(facts["kind"])])
        facts["college"] = str(forms.COLLEGES[str(facts["college"] or "any")])
    return gettext(str(forms.SIGNS[seen.sign]), **facts)


class Verb(Protocol):
    """What is kept, with what was typed in it."""

    def __call__(self, *, actor: Actor) -> object:
        """Keep it."""


def _keep(section: str, verb: Verb, said: str = "") -> ResponseReturnValue:
    """Call a verb and come back; a refusal stands beside its field, nothing typed is lost."""
    try:
        verb(actor=current_member())
    except Refused as refusal:
        db.session.rollback()  # of several choices in one form, all or none
        wrong = {
            forms.FIELD_OF.get(str(code), section): say(code, refusal.facts)
            for code in refusal.obstacles
        }
        return _page(wrong, section), 422
    flash(said or gettext("C’est enregistré."))
    return redirect(url_for(".overview", _anchor=section), 303)


@bp.post("/association")
@needs(Right.KEEP_SETTINGS)
def keep_association() -> ResponseReturnValue:
    """Keep who we are."""
    said = forms.read_texts(request.form)
    return _keep("association", partial(service.keep_association, said))


@bp.post("/writing")
@needs(Right.KEEP_SETTINGS)
def keep_writing() -> ResponseReturnValue:
    """Keep how the house writes: its words, its templates and their questions, its letterhead."""
    said = forms.read_writing(request.form)
    return _keep("writing", partial(service.keep_texts, said))


@bp.post("/approvals")
@needs(Right.KEEP_SETTINGS)
def keep_approvals() -> ResponseReturnValue:
    """Keep whose approvals each kind asks for."""

    def verb(*, actor: Actor) -> None:
        for kind in KINDS:
            service.keep_approvals(kind, forms.read_places(request.form, kind), actor=actor)

    return _keep("approvals", verb, gettext("Les validations demandées sont enregistrées."))


@bp.post("/lateness")
@needs(Right.KEEP_SETTINGS)
def keep_lateness() -> ResponseReturnValue:
    """Keep how late something may leave without asking."""
    said = forms.read_minutes(request.form)
    return _keep("lateness", partial(service.keep_minutes, said))


@bp.post("/licence")
@needs(Right.KEEP_SETTINGS)
def keep_licence() -> ResponseReturnValue:
    """Declare the licence under which press reviews may print whole articles."""
    return _keep(
        "licence",
        lambda actor: licensing.declare(press_forms.read_licence(request.form), actor=actor),
        gettext("La licence est déclarée : chaque revue propose la case « Textes entiers »."),
    )


@bp.post("/licence/withdraw")
@needs(Right.KEEP_SETTINGS)
def withdraw_licence() -> ResponseReturnValue:
    """Take the declaration of the licence back."""
    licensing.withdraw(actor=current_member())
    flash(gettext("La licence est retirée : plus aucun texte entier ne part."))
    return redirect(url_for(".overview", _anchor="licence"), 303)


@bp.post("/channels")
@needs(Right.KEEP_SETTINGS)
def add_channel() -> ResponseReturnValue:
    """Name a way by hand."""
    said = channel_forms.read(request.form)
    return _keep(
        "channels",
        partial(channel_service.add, ChannelKind.HAND, said),
        gettext("Le canal est proposé dès maintenant quand on écrit."),
    )


@bp.post("/channels/<int:channel_id>/slots")
@needs(Right.KEEP_SETTINGS)
def keep_slots(channel_id: int) -> ResponseReturnValue:
    """Say at which hours of the week a channel is served."""
    channel = get_or_404(Channel, channel_id)

    def verb(*, actor: Actor) -> None:
        said = channel_forms.read_slots(request.form.get("slots", ""))
        channel_service.keep_slots(channel, said, actor=actor)

    told = gettext("Les créneaux de « %(name)s » sont enregistrés.", name=channel.name)
    return _keep(f"slots-{channel.id}", verb, told)


@bp.post("/channels/<int:channel_id>/close")
@needs(Right.KEEP_SETTINGS)
def close_channel(channel_id: int) -> ResponseReturnValue:
    """Stop offering a channel."""
    channel_service.close(get_or_404(Channel, channel_id), actor=current_member())
    flash(gettext("Le canal n’est plus proposé ; ce qui y est prévu reste prévu."))
    return redirect(url_for(".overview", _anchor="channels"), 303)


@bp.post("/pause")
@needs(Right.SEND)
def pause() -> ResponseReturnValue:
    """Stop everything that leaves."""
    service.pause(actor=current_member())
    return _back()


@bp.post("/resume")
@needs(Right.SEND)
def resume() -> ResponseReturnValue:
    """Let things leave again."""
    service.resume(actor=current_member())
    flash(gettext("C’est relancé. Ce qui est trop en retard attend une décision."))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(own_path(request.form.get("back")), 303)
