"""Puts the application together: core first, then the kinds, then who listens to whom."""

import atexit
import threading
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

import comms.tables  # noqa: F401 - a command knows them before any room
from comms.contacts.lists.rules import also_named, keep_apart
from comms.core import clock, events, filling, languages, logs, outward, refusal, vault
from comms.core import db as database
from comms.core.db import db
from comms.core.joints import Joint
from comms.core.settings import Settings
from comms.migrations import running
from comms.monitoring.archive.models import fulltext
from comms.notices.rules import Kind as Kinds
from comms.notices.service import carrying as notices
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.rules.kinds import (
    Kind,
    also_ask,
    also_ask_of_hour,
    also_ask_of_words,
    also_ask_to_leave,
    also_warn,
    hold_until,
    know,
)
from comms.pieces.rules.letters import at_foot
from comms.pieces.rules.typography import SPACE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PAGES = "comms.pages"
ROOT = Path(__file__).resolve().parent.parent


# What a room that sends does when a piece changes.
PLANS: dict[type, str] = {
    events.PieceApproved: "plan",
    events.ApprovalVoided: "void",
    events.PieceHeld: "hold",
    events.PieceResumed: "resume",
    events.PieceMoved: "follow_hour",
}
# Who hears what, and with which verb: those above hear those below.
HEARD: dict[str, dict[type, str]] = {
    "notices.service.telling": {
        events.ApprovalAsked: "approval_asked",
        events.ChangesAsked: "changes_asked",
        events.PieceApproved: "piece_approved",
        events.PieceExpired: "piece_expired",
        events.PieceFellBack: "piece_fell_back",
        events.ApprovalGiven: "approval_given",
        events.ApprovalVoided: "nothing_to_answer",
        events.PieceDropped: "nothing_to_answer",
        events.DecisionNeeded: "decision_needed",
        events.AlertsLetGo: "alerts_let_go",
        events.PressReviewAsked: "press_review_asked",
        events.PressReviewDeclined: "press_review_declined",
        events.PressReviewSent: "press_review_sent",
        events.PressReviewUnasked: "press_review_unasked",
        events.MemberInvited: "invited",
        events.ResetAsked: "reset_asked",
        events.WordsStruck: "strike",
    },
    "contacts.twins.service.looking": {events.CardWritten: "find"},
    "contacts.files.service.deciding": {events.CardsMerged: "follow"},
    "monitoring.mentions.service.catching": {
        events.EntriesArrived: "catch",
        events.EntriesAging: "spare",
    },
    "monitoring.mentions.service.linking": {events.MentionsCaught: "link"},
    "monitoring.mentions.service.renaming": {events.SourceRenamed: "follow"},
    "monitoring.watches.service": {events.SourceRenamed: "follow_name"},
    "monitoring.mentions.service.completing": {events.AccessTold: "hear"},
    "monitoring.errata.service": {
        events.MentionsCaught: "hear",
        events.MentionCompleted: "read_on",
    },
    "monitoring.alerts.service.queuing": {events.MentionsCaught: "queue"},
    "monitoring.alerts.service.queuing_outside": {events.MentionsCaught: "queue"},
    "monitoring.alerts.service.following": {events.StoriesJoined: "follow"},
    "monitoring.alerts.service.guests": {
        events.PersonErased: "forget_person",
        events.HouseRestored: "end_again",
    },
    "pieces.service.holding": {events.FieldHourMoved: "wait_longer"},
    "publishing.service": PLANS,
    "mailings.service.planning": {
        **PLANS,
        events.PersonObjected: "forget_address",
        events.PersonErased: "forget_person",
    },
    "events.service.forgetting": {
        events.PersonObjected: "forget_address",
        events.PersonErased: "forget_person",
        events.HouseRestored: "forget_again",
    },
    "pressreview.service.forgetting": {
        events.PersonErased: "forget_person",
        events.HouseRestored: "forget_again",
    },
    "events.service.links": {events.HouseRestored: "renew"},
    "advocacy.service": {events.PersonErased: "forget_person"},
    "accounts.service.sessions": {events.HouseRestored: "end_of_all"},
    "ideas.service.dropping": {events.HouseRestored: "close_all"},
    "figures.service.sharing": {events.HouseRestored: "shut_all"},
    "cosigning.service.links": {events.HouseRestored: "take_all_back"},
    "testimonies.service": {events.HouseRestored: "withdraw_again"},
    "sourcing.service.striking": {events.HouseRestored: "strike_again"},
    "core.striking": {events.WordsStruck: "strike"},
    "talking.service": {events.WordsStruck: "strike"},
    "campaigns.service": {events.WordsStruck: "strike"},
    "ideas.service.board": {events.WordsStruck: "strike"},
    "cosigning.service.forgetting": {
        events.PersonObjected: "forget_address",
        events.PersonErased: "forget_person",
        events.WordsStruck: "strike",
    },
    "sourcing.service.following": {
        events.FigureCorrected: "figure_corrected",
        events.ConsentChanged: "consent_changed",
    },
}


class House(Flask):
    """The application. Its pages are opened by the first who asks for one: commands do without.

    Two hundred routes and what they import are half of the time that a command takes to start.
    """

    _door = threading.Lock()
    _is_open = False

    def open_pages(self) -> None:
        """Open the pages, once."""
        with self._door:
            if not self._is_open:
                import_module(PAGES).open_in(self)
                self._is_open = True

    def wsgi_app(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        if not self._is_open:
            self.open_pages()
        return super().wsgi_app(environ, start_response)


def make_app(settings: Settings) -> House:
    """Return the application for these settings, its database ready."""
    app = House("comms", root_path=str(ROOT), static_folder="static", template_folder="templates")
    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.stands_at:
        clock.stand_at(settings.stands_at)
    logs.install(app)
    _configure(app, settings)
    _open_database(app, settings)
    languages.install(app, settings.lang)
    filling.install(app)
    refusal.look_up_in(PAGES)
    _know_kinds()
    _let_rooms_hear()
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=vault.key_for("cookies", settings.folder),
        SESSION_COOKIE_NAME="__Host-voix" if settings.is_https else "voix",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        MAX_CONTENT_LENGTH=25 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # set on the default provider
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _open_database(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    pool = {} if settings.is_sqlite else {"pool_pre_ping": True, "pool_size": 8}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {**database.OPTIONS, **pool}
    db.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
        running.make_ready(db.engine, settings.folder)
        fulltext.prepare(db.engine)
        atexit.register(db.engine.dispose)


def _know_kinds() -> None:
    """Posts, releases: what pieces there are."""
    know(
        Kind(
            name="post",
            endpoint="posts.edit",
            title=Joint("comms.posts.rules:title_of"),
            obstacles=Joint("comms.posts.queries:lacks"),
            show=Joint("comms.posts.queries:show"),
            kit=Joint("comms.posts.queries:kit"),
            thin=SPACE,  # X weighs the thinner one twice
            warns=Joint("comms.posts.queries:warns"),
            prose=Joint("comms.posts.rules:prose_of"),
            leaves=Joint("comms.posts.queries:leaves"),
            pictures=Joint("comms.posts.rules:pictures_of"),
        )
    )
    know(
        Kind(
            name="release",
            endpoint="releases.edit",
            title=Joint("comms.releases.rules:title_of"),
            obstacles=Joint("comms.releases.service:lacks"),
            show=Joint("comms.releases.service:show"),
            kit=Joint("comms.releases.service:kit"),
            letter=Joint("comms.releases.service:letter"),
            warns=Joint("comms.releases.service:warns"),
            prose=Joint("comms.releases.rules:prose_of"),
            ours=("signatories",),
            after_strike=Joint("comms.releases.rules:still_signed"),
            leaves=Joint("comms.releases.service:leaves"),
        )
    )


def _let_rooms_hear() -> None:
    """Say who listens to whom: those above to those below."""
    for room, heard in HEARD.items():
        for kind, verb in heard.items():
            events.listen(kind, Joint(f"comms.{room}:{verb}"))
    outward.count_also(Joint("comms.mailings.queries:count_unopened"))
    for sender in ("publishing", "mailings"):
        piece_service.ask_before_finish(Joint(f"comms.{sender}.queries:still_to_leave"))
        pieces.ask_late(Joint(f"comms.{sender}.queries:late"))
    notices.compose_with(Kinds.MORNING, Joint("comms.desk.service:letter"))
    piece_service.bind_with(Joint("comms.sourcing.service.binding:bound"))
    also_ask(Joint("comms.sourcing.service.binding:obstacles"))
    also_ask(Joint("comms.events.service.guarding:obstacles"))
    also_ask_to_leave(Joint("comms.releases.service.embargo:obstacles"))
    also_ask_to_leave(Joint("comms.cosigning.queries.naming:obstacles"))
    also_ask_of_words(Joint("comms.events.service.guarding:obstacles_to_words"))
    also_ask_of_hour(Joint("comms.ideas.service.guarding:obstacles"))
    also_warn(Joint("comms.ideas.service.guarding:warns"))
    also_warn(Joint("comms.mailings.service.warning:warns"))
    also_warn(Joint("comms.cosigning.service.warning:warns"))
    also_named(Joint("comms.pieces.queries:names_list"))
    keep_apart(Joint("comms.events.queries.standing:lists_of_others"))
    hold_until(Joint("comms.ideas.service.guarding:until"))
    at_foot(Joint("comms.events.service.inviting:line_for"))
