"""Aujourd'hui, the search everywhere, the language switch, and what machines ask at the door."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from comms.core import clock, frame, health, panels, settings
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.desk.rules import is_own_path

bp = Blueprint("desk", __name__)


@bp.get("/")
@needs(Right.BELONG)
def today() -> str:
    """Show what waits for this person."""
    return render_template("desk/today.html", cards=panels.today_cards(current_member()))


@bp.get("/search")
@needs(Right.BELONG)
def search() -> str:
    """Show what every room finds; `part=1` answers with the hits alone."""
    words = request.args.get("q", "").strip()
    hits = panels.search(words, current_member()) if len(words) > 1 else []
    template = "desk/_hits.html" if request.args.get("part") else "desk/search.html"
    return render_template(template, words=words, hits=hits)


@bp.get("/language/<lang>")
def speak(lang: str) -> ResponseReturnValue:
    """Show pages in another language from now on, in this browser; nothing is written down."""
    if lang not in settings.LANGUAGES:
        abort(404)
    session["lang"] = lang
    back = request.args.get("next", "")
    return redirect(back if is_own_path(back) else "/", 303)


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
    mark = {"src": frame.asset("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    answer = jsonify(
        name="Porte-voix", short_name="Porte-voix", start_url="/", display="standalone",
        background_color="#fbfaf7", theme_color="#fbfaf7", icons=[mark],
    )  # fmt: skip
    answer.mimetype = "application/manifest+json"
    return answer
