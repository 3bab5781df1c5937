"""What stands around every page: the navigation, who is here, what holds for all."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext as _l

from comms.core import clock, options, panels
from comms.core.languages import direction, gettext, language
from comms.core.rights import Actor, Right
from comms.core.settings import Settings


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `is_more` ones leave the phone's bar."""

    endpoint: str
    label: Any  # a lazy sentence
    right: Right
    is_more: bool = False
    also: tuple[str, ...] = ()  # rooms whose pages belong here too
    anchor: str | None = None  # where on its page one begins


ENTRIES = (
    Entry("desk.today", _l("Aujourd’hui"), Right.BELONG),
    Entry("calendar.month", _l("Calendrier"), Right.READ_CALENDAR, anchor="today"),
    Entry(
        "pieces.overview",
        _l("Contenus"),
        Right.READ,
        also=("posts", "releases", "mailings", "publishing", "cosigning"),
    ),
    Entry("mentions.overview", _l("Retombées"), Right.READ, also=("pressreview", "coverage")),
    Entry("contacts.overview", _l("Contacts"), Right.READ),
    Entry(
        "watches.overview",
        _l("Veille"),
        Right.READ,
        also=("sources", "alerts"),
        is_more=True,
    ),
    Entry("campaigns.overview", _l("Campagnes"), Right.READ, is_more=True),
    Entry("events.overview", _l("Événements"), Right.READ, is_more=True),
    Entry("advocacy.overview", _l("Plaidoyer"), Right.READ, is_more=True),
    Entry("reports.overview", _l("Rapports"), Right.READ, is_more=True),
    Entry("ideas.board", _l("Idées"), Right.PROPOSE, is_more=True),
    Entry("tasks.overview", _l("Tâches"), Right.BELONG, is_more=True),
    Entry("figures.overview", _l("Chiffres"), Right.READ, is_more=True),
    Entry("testimonies.overview", _l("Témoignages"), Right.WRITE, is_more=True),
    Entry("media.overview", _l("Médias"), Right.READ, is_more=True),
    Entry("admin.overview", _l("Réglages"), Right.KEEP_SETTINGS, is_more=True),
)


def install(app: Flask, settings: Settings) -> None:
    """Give every template its frame."""

    @app.context_processor
    def frame() -> dict[str, Any]:
        member = g.get("member")
        return {
            "navigation": _navigation(member) if member else [],
            "member": member,
            "reader_language": language(),
            "reader_direction": direction(language()),
            "rehearsal": clock.now() if settings.stands_at else None,
            "is_paused": bool(member) and options.get("paused"),
            "asset": asset,
            "clock_now": clock.now(),
        }


def _navigation(member: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for(entry.endpoint, _anchor=entry.anchor),
            "label": gettext(str(entry.label)),
            "count": panels.count_beside(entry.endpoint, member),
            "current": _room(request.endpoint) in (_room(entry.endpoint), *entry.also),
            "more": entry.is_more and member.may(Right.READ),  # a volunteer has few entries
        }
        for entry in ENTRIES
        if entry.endpoint in current_app.view_functions and member.may(entry.right)
    ]


def _room(endpoint: str | None) -> str:
    return (endpoint or "").partition(".")[0]


def asset(name: str) -> str:
    """Return the address of a static file; it changes when the file does, so it may be kept."""
    path = Path(current_app.static_folder or "") / name
    known: dict[str, str] = current_app.extensions.setdefault("asset versions", {})
    if name not in known:
        stat = path.stat()
        known[name] = f"{stat.st_mtime_ns:x}{stat.st_size:x}"[-10:]
    return url_for("static", filename=name, v=known[name])
