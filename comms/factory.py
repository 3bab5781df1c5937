"""Puts the application together: core first, then the kinds, then who listens to whom."""

import atexit
import threading
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

import comms.campaigns.models
import comms.contacts.models  # others refer to the tables of both
import comms.pressreview.models  # noqa: F401 - its mails are counted with all that leaves
from comms.core import clock, events, filling, languages, logs, outward, refusal, vault
from comms.core import db as database
from comms.core.db import db
from comms.core.settings import Settings
from comms.mailings import queries as mailing_queries
from comms.mailings.service import planning as mailings
from comms.migrations import running
from comms.monitoring.alerts.service import guests, queuing
from comms.monitoring.archive.models import fulltext
from comms.monitoring.mentions.service import catching, linking
from comms.notices.service import telling
from comms.pieces import service as piece_service
from comms.pieces.rules.kinds import Kind, also_ask, know
from comms.posts import queries as post_queries
from comms.posts import rules as post_rules
from comms.posts import service as post_service
from comms.publishing import queries as publishing_queries
from comms.publishing import service as publishing
from comms.releases import rules as release_rules
from comms.releases import service as release_service
from comms.sourcing.service import binding, following

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PAGES = "comms.pages"
ROOT = Path(__file__).resolve().parent.parent


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
    # An error that reaches a log names its statement, never the words and addresses in it.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True, **pool}
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
            name=post_service.KIND,
            endpoint="posts.edit",
            title=post_rules.title_of,
            obstacles=post_queries.lacks,
            show=post_queries.show,
            kit=post_queries.kit,
            thin=post_rules.SPACE,
            warns=post_queries.warns,
            prose=post_rules.prose_of,
        )
    )
    know(
        Kind(
            name=release_service.KIND,
            endpoint="releases.edit",
            title=release_rules.title_of,
            obstacles=release_service.lacks,
            show=release_service.show,
            kit=release_service.kit,
            letter=release_service.letter,
            prose=release_rules.prose_of,
        )
    )


def _let_rooms_hear() -> None:
    """Say who listens to whom: those above to those below."""
    _let_members_hear()
    _let_the_watch_hear()
    _let_what_leaves_hear()
    _keep_texts_true()


def _let_members_hear() -> None:
    """Notices: they hear what every room announces and tell who must know."""
    events.listen(events.ApprovalAsked, telling.approval_asked)
    events.listen(events.ChangesAsked, telling.changes_asked)
    events.listen(events.PieceApproved, telling.piece_approved)
    events.listen(events.PieceExpired, telling.piece_expired)
    events.listen(events.ApprovalGiven, telling.approval_given)
    events.listen(events.ApprovalVoided, telling.nothing_to_answer)
    events.listen(events.PieceDropped, telling.nothing_to_answer)
    events.listen(events.DecisionNeeded, telling.decision_needed)
    events.listen(events.MemberInvited, telling.invited)
    events.listen(events.ResetAsked, telling.reset_asked)


def _let_the_watch_hear() -> None:
    """Mentions hear of articles, alerts of mentions."""
    events.listen(events.EntriesArrived, catching.catch)
    events.listen(events.EntriesAging, catching.spare)
    events.listen(events.MentionsCaught, linking.link)
    events.listen(events.MentionsCaught, queuing.queue)
    events.listen(events.MentionsCaught, guests.queue)
    events.listen(events.StoriesJoined, queuing.follow)
    events.listen(events.StoriesJoined, guests.follow)


def _let_what_leaves_hear() -> None:
    """Publishing, mailings: they hear what pieces and contacts announce."""
    for room in (publishing, mailings):
        events.listen(events.PieceApproved, room.plan)
        events.listen(events.ApprovalVoided, room.void)
        events.listen(events.PieceHeld, room.hold)
        events.listen(events.PieceResumed, room.resume)
        events.listen(events.PieceMoved, room.follow_hour)
    events.listen(events.PersonObjected, mailings.forget_address)
    events.listen(events.PersonErased, mailings.forget_person)
    outward.count_also(mailing_queries.count_unopened)
    piece_service.ask_before_finish(publishing_queries.still_to_leave)
    piece_service.ask_before_finish(mailing_queries.still_to_leave)


def _keep_texts_true() -> None:
    """Sourcing: it binds what is saved, asks before approvals, follows a record that changed."""
    piece_service.bind_with(binding.bound)
    also_ask(binding.obstacles)
    events.listen(events.FigureCorrected, following.figure_corrected)
    events.listen(events.ConsentChanged, following.consent_changed)
    events.listen(events.PieceFellBack, telling.piece_fell_back)
