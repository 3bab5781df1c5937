"""Puts the application together: core first, then the rooms, then who listens to whom."""

import atexit
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from comms.accounts import routes as accounts
from comms.admin import routes as admin
from comms.calendar import routes as calendar
from comms.campaigns import routes as campaigns
from comms.contacts import routes as contact_pages
from comms.core import (
    clock,
    events,
    filling,
    frame,
    headers,
    languages,
    logs,
    outward,
    panels,
    trouble,
    vault,
    web,
)
from comms.core import db as database
from comms.core.db import db
from comms.core.rights import Right
from comms.core.settings import Settings
from comms.desk import routes as desk
from comms.mailings import queries as mailing_queries
from comms.mailings import routes as mailing_pages
from comms.mailings.service import planning as mailings
from comms.media import routes as media_pages
from comms.migrations import running
from comms.monitoring.alerts import routes as alert_pages
from comms.monitoring.alerts.service import queuing
from comms.monitoring.archive.models import fulltext
from comms.monitoring.mentions import routes as mention_pages
from comms.monitoring.mentions.service import catching
from comms.monitoring.sources import routes as source_pages
from comms.monitoring.watches import routes as watch_pages
from comms.notices import routes as notices
from comms.notices.service import telling
from comms.pieces import routes as piece_pages
from comms.pieces import service as piece_service
from comms.pieces.rules.kinds import Kind, know
from comms.portability import routes as portability
from comms.posts import queries as post_queries
from comms.posts import routes as post_pages
from comms.posts import rules as post_rules
from comms.posts import service as post_service
from comms.pressreview import routes as review_pages
from comms.publishing import queries as publishing_queries
from comms.publishing import routes as publishing_pages
from comms.publishing import service as publishing
from comms.releases import routes as release_pages
from comms.releases import rules as release_rules
from comms.releases import service as release_service

ROOT = Path(__file__).resolve().parent.parent
csrf = CSRFProtect()


def make_app(settings: Settings) -> Flask:
    """Return the application for these settings, its database ready."""
    app = Flask("comms", root_path=str(ROOT), static_folder="static", template_folder="templates")
    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.stands_at:
        clock.stand_at(settings.stands_at)
    logs.install(app)
    _configure(app, settings)
    _open_database(app, settings)
    _let_people_in(app)  # first: what is refused later is refused in the member's language
    csrf.init_app(app)
    headers.install(app, settings)
    languages.install(app, settings.lang)
    frame.install(app, settings)
    filling.install(app)
    trouble.install(app)
    _furnish(app)
    web.guard(app)
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
    app.url_map.converters["int"] = web.RowNumber


def _open_database(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    pool = {} if settings.is_sqlite else {"pool_pre_ping": True, "pool_size": 8}
    # An error that reaches a log names its statement, never the words and addresses in it.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True, **pool}
    db.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
        running.make_ready(db.engine, settings.folder)
        atexit.register(db.engine.dispose)


def _furnish(app: Flask) -> None:
    """Open the rooms and let those above hear those below."""
    _tell_members(app)
    _keep_contacts(app)
    _watch_the_press(app)
    _write(app)
    _let_leave(app)
    _show_it_all(app)


def _let_people_in(app: Flask) -> None:
    """Accounts: who is in front of the page."""
    app.register_blueprint(accounts.bp)
    app.before_request(accounts.recognise)


def _tell_members(app: Flask) -> None:
    """Notices: they hear what every room announces and tell who must know."""
    app.register_blueprint(notices.bp)
    panels.on_today(notices.on_today)
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


def _keep_contacts(app: Flask) -> None:
    """Contacts, campaigns: whom we write to, what for."""
    app.register_blueprint(campaigns.bp)
    app.register_blueprint(contact_pages.bp)
    panels.in_search(Right.READ, contact_pages.found)
    panels.on_today(contact_pages.today)
    panels.on_today(contact_pages.requests_today)


def _watch_the_press(app: Flask) -> None:
    """Sources, watches, mentions, alerts."""
    for room in (source_pages, watch_pages, mention_pages, alert_pages):
        app.register_blueprint(room.bp)
    with app.app_context():
        fulltext.prepare(db.engine)
    events.listen(events.EntriesArrived, catching.catch)
    events.listen(events.EntriesAging, catching.spare)
    events.listen(events.MentionsCaught, queuing.queue)
    events.listen(events.StoriesJoined, queuing.follow)
    panels.on_today(source_pages.today)
    panels.on_today(mention_pages.today)
    panels.on_today(alert_pages.today)
    panels.in_search(Right.READ, mention_pages.found)
    panels.in_search(Right.READ, watch_pages.found)
    panels.beside("mentions.overview", mention_pages.count)
    app.register_blueprint(review_pages.bp)
    panels.on_today(review_pages.today)


def _write(app: Flask) -> None:
    """Media, pieces, posts, releases."""
    for room in (media_pages, piece_pages, post_pages, release_pages):
        app.register_blueprint(room.bp)
    know(
        Kind(
            name=post_service.KIND,
            endpoint="posts.edit",
            title=post_rules.title_of,
            obstacles=post_queries.lacks,
            show=post_queries.show,
            kit=post_queries.kit,
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
        )
    )
    panels.on_today(piece_pages.today)
    panels.in_search(Right.READ, piece_pages.found)
    panels.in_campaign(piece_pages.of_campaign)
    panels.beside("desk.today", piece_pages.to_decide)


def _let_leave(app: Flask) -> None:
    """Publishing, mailings, notices: they hear what pieces announce."""
    for room in (publishing_pages, mailing_pages):
        app.register_blueprint(room.bp)
        panels.on_today(room.today)
        panels.beside_piece(room.beside_piece)
        panels.beside("desk.today", room.to_decide)
    csrf.exempt(mailing_pages.object_by_link)  # one POST from a mail program (RFC 8058)
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


def _show_it_all(app: Flask) -> None:
    """Desk, calendar, settings: they show every room and know none."""
    for room in (desk, admin, calendar, portability):
        app.register_blueprint(room.bp)
