"""Aujourd'hui, the search everywhere, the language switch, and what machines ask at the door."""

from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from comms.core import clock, frame, health, panels, settings
from comms.core.languages import gettext, own_zone, town
from comms.core.panels import Found, Place
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs
from comms.desk import forms, queries, service
from comms.desk.rules import laid_out, runs

bp = Blueprint("desk", __name__)
SHORTEST = 2  # characters worth a search
LONGEST = 200
DEMONSTRATION = "portability.load_demo"
SIDE = (Place.PRESS, Place.ASIDE)


@dataclass(frozen=True)
class Beginning:
    """One thing to do on the first day."""

    sentence: str
    url: str
    is_done: bool


@bp.get("/")
@needs(Right.BELONG)
def today() -> str:
    """Show what waits for this person."""
    member = current_member()
    titles = {Place.DECIDE: gettext("À décider"), Place.LEAVING: gettext("À paraître aujourd’hui")}
    cards = laid_out(panels.today_cards(member), titles, clock.now())
    return render_template(
        "desk/today.html",
        now=clock.now(),
        main=[card for card in cards if card.place not in SIDE],
        side=[card for card in cards if card.place in SIDE],
        beginnings=_beginnings(member),
        demonstration=_demonstration(member),
    )


def _beginnings(member: Actor) -> list[Beginning]:
    """Return what a new house still needs, as long as it needs something."""
    if not member.may(Right.WRITE):
        return []
    steps = [
        *(_first_settings() if member.may(Right.KEEP_MEMBERS) else ()),
        Beginning(
            gettext("Importer vos contacts presse, depuis un tableur"),
            "/contacts/import",
            queries.has_contacts(),
        ),
        Beginning(
            gettext("Écrire une veille : les mots à guetter dans la presse"),
            "/watch/new",
            queries.has_watches(),
        ),
        Beginning(
            gettext("Ajouter les flux des médias que vous suivez"),
            "/watch/sources",
            queries.has_sources(),
        ),
        Beginning(gettext("Écrire un premier post"), "/posts/new", queries.has_pieces()),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _first_settings() -> list[Beginning]:
    """Return what only the administration can do, and all else waits for."""
    return [
        Beginning(
            gettext("Inviter qui écrit et qui valide : personne ne valide son propre texte"),
            "/settings/members",
            queries.has_company(),
        ),
        Beginning(
            gettext("Donner le nom de l’association, et nommer ses canaux"),
            "/settings",
            queries.has_name(),
        ),
    ]


def _demonstration(member: Actor) -> str:
    """Return where the invented association is loaded, if this house is bare."""
    if DEMONSTRATION not in current_app.view_functions or not member.may(Right.KEEP_SETTINGS):
        return ""
    return url_for(DEMONSTRATION) if queries.is_bare() else ""


@bp.get("/morning")
@needs(Right.BELONG)
def morning() -> str:
    """Show whether, and when, this page comes by mail."""
    return _morning()


def _morning(**shown: object) -> str:
    return render_template(
        "desk/morning.html",
        wish=queries.morning(current_member().id),
        hours=forms.hours(),
        town=town(str(own_zone(current_member().zone))),
        has_door=settings.current().smtp is not None,
        **shown,
    )


@bp.post("/morning")
@needs(Right.BELONG)
def want_morning() -> ResponseReturnValue:
    """Have this page come by mail each morning, or no more."""
    wish = forms.read(request.form)
    try:
        service.want(wish, actor=current_member())
    except Refused as refusal:
        return _morning(refusals=refusal.sentences()), 422
    said = gettext("C’est noté : à demain matin.") if wish else gettext("Plus rien ne viendra.")
    flash(said, "done")
    return redirect(url_for(".morning"), 303)


@bp.get("/search")
@needs(Right.BELONG)
def search() -> str:
    """Show what every room finds; `part=1` answers with the hits alone."""
    words = request.args.get("q", "").strip()[:LONGEST]
    hits = panels.search(words, current_member()) if len(words) >= SHORTEST else []
    template = "desk/_hits.html" if request.args.get("part") else "desk/search.html"
    return render_template(template, words=words, groups=_by_kind(hits), runs=runs)


def _by_kind(hits: list[Found]) -> dict[str, list[Found]]:
    """Return the hits by kind, the kind of the best one first."""
    groups: dict[str, list[Found]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    return groups


@bp.get("/language/<lang>")
def speak(lang: str) -> ResponseReturnValue:
    """Show pages in another language from now on, in this browser; nothing is written down."""
    if lang not in settings.LANGUAGES:
        abort(404)
    session["lang"] = lang
    return redirect(own_path(request.args.get("next")), 303)


@bp.get("/healthz", endpoint="health")
def health_of_all() -> ResponseReturnValue:
    """Tell a machine that watches us whether we are well: no names, no numbers."""
    seen = health.look(clock.now())
    told = {"ok": seen.ok, "database": seen.database, "jobs": not seen.silent}
    return jsonify(told), 200 if seen.ok else 503


@bp.get("/robots.txt")
def robots() -> Response:
    """Tell search engines that only the press page is theirs."""
    return Response("User-agent: *\nAllow: /newsroom\nDisallow: /\n", mimetype="text/plain")


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """Let a telephone keep us among its applications."""
    answer = jsonify(
        name="Porte-voix",
        short_name="Porte-voix",
        start_url="/",
        display="standalone",
        background_color="#fbfaf7",
        theme_color="#fbfaf7",
        icons=[{"src": frame.asset("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    )
    answer.mimetype = "application/manifest+json"
    return answer
