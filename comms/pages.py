"""The pages of every room: opened by whoever asks for one first, a command does without."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

import comms.contacts.lists.routes
import comms.contacts.twins.routes  # noqa: F401 - their pages are on the blueprint of the book
from comms.accounts import routes as accounts
from comms.admin import routes as admin
from comms.advocacy import routes as advocacy
from comms.calendar import routes as calendar
from comms.campaigns import routes as campaigns
from comms.contacts.book import routes as book
from comms.contacts.calling import routes as calling
from comms.contacts.cards import routes as cards
from comms.contacts.files import routes as files
from comms.contacts.law import routes as law
from comms.contacts.requests import routes as requests
from comms.core import frame, headers, health, panels, trouble, web
from comms.core.rights import Right
from comms.core.settings import Settings
from comms.cosigning import routes as cosigning
from comms.desk import routes as desk
from comms.events import routes as events
from comms.figures import routes as figures
from comms.ideas import routes as ideas
from comms.mailings import routes as mailings
from comms.media import routes as media
from comms.monitoring.alerts import routes as alerts
from comms.monitoring.coverage import routes as coverage
from comms.monitoring.errata import routes as errata
from comms.monitoring.mentions import routes as mentions
from comms.monitoring.sources import routes as sources
from comms.monitoring.watches import routes as watches
from comms.notices import routes as notices
from comms.pieces import routes as pieces
from comms.portability import routes as portability
from comms.posts import routes as posts
from comms.posts.service import begin_from as begin_post
from comms.pressreview import routes as pressreview
from comms.publishing import routes as publishing
from comms.releases import routes as releases
from comms.releases.service import begin_from as begin_release
from comms.reports import routes as reports
from comms.sourcing import routes as sourcing
from comms.talking import routes as talking
from comms.tasks import routes as tasks
from comms.testimonies import routes as testimonies

csrf = CSRFProtect()


def open_in(app: Flask) -> None:
    """Open every page: who comes in first, then what stands around a page, then the rooms."""
    settings: Settings = app.extensions["settings"]
    app.url_map.converters["int"] = web.RowNumber
    _let_people_in(app)  # first: what is refused later is refused in the member's language
    csrf.init_app(app)
    headers.install(app, settings)
    frame.install(app, settings)
    trouble.install(app)
    _tell_members(app)
    _keep_contacts(app)
    _watch_the_press(app)
    _write(app)
    _let_leave(app)
    _ask_institutions(app)
    _invite_the_press(app)
    _show_it_all(app)
    web.guard(app)


def _let_people_in(app: Flask) -> None:
    """Accounts: who is in front of the page."""
    app.register_blueprint(accounts.bp)
    app.before_request(accounts.recognise)


def _tell_members(app: Flask) -> None:
    app.register_blueprint(notices.bp)
    panels.on_today(notices.on_today)
    app.register_blueprint(tasks.bp)
    panels.on_today(tasks.today)
    panels.in_campaign(tasks.of_campaign)
    panels.beside("tasks.overview", tasks.count)
    panels.on_contact_card(tasks.on_contact_card)
    panels.in_access_file("tasks", tasks.told)


def _keep_contacts(app: Flask) -> None:
    """Contacts, campaigns: whom we write to, what for."""
    panels.known_as("contact", cards.known)
    panels.known_as("campaign", campaigns.known)
    app.register_blueprint(ideas.bp)
    panels.on_today(ideas.today)
    csrf.exempt(ideas.drop)  # the link is the key, and no cookie is set
    ideas.begins("post", begin_post, takes_pictures=True)
    ideas.begins("release", begin_release)
    app.register_blueprint(campaigns.bp)
    app.register_blueprint(book.bp)
    panels.in_search(Right.READ, cards.found)
    for room in (files, requests, calling, law):
        panels.on_today(room.today)


def _watch_the_press(app: Flask) -> None:
    """Sources, watches, mentions, alerts, the press review."""
    for room in (sources, watches, mentions, errata, alerts, coverage, pressreview):
        app.register_blueprint(room.bp)
    for seen in (
        sources.today,
        mentions.today,
        errata.today,
        alerts.today,
        pressreview.today,
    ):
        panels.on_today(seen)
    panels.in_search(Right.READ, mentions.found)
    panels.known_as("mention", mentions.known)
    panels.in_search(Right.READ, watches.found)
    panels.beside("mentions.overview", mentions.count)
    panels.on_contact_card(mentions.on_card)
    panels.beside_mention(errata.beside_mention, errata.flagged)
    panels.in_access_file("mention_people", mentions.told)
    panels.when_written(mentions.wrote)


def _write(app: Flask) -> None:
    """Figures, media, pieces, posts, releases, what we answer."""
    for room in (figures, testimonies, media, pieces, posts, releases, sourcing, talking):
        app.register_blueprint(room.bp)
    pieces.when_pressed(sourcing.pressed)
    pieces.when_pressed(sourcing.warned)
    pieces.when_pressed(pieces.slotted)
    panels.in_use(sourcing.used)
    panels.in_use(talking.used)
    panels.in_use(figures.given)
    panels.in_search(Right.READ, talking.found)
    panels.say_with(talking.to_say)
    panels.beside_campaign(talking.beside_campaign)
    panels.beside_campaign(requests.beside_campaign)
    panels.beside_campaign(pieces.beside_campaign)
    panels.beside_piece(pieces.beside_piece)
    for room in (mentions, pieces, talking):
        panels.around_campaign(room.around_campaign)
    panels.in_use(publishing.stands)
    panels.in_search(Right.READ, figures.found)
    panels.known_as("figure", figures.known)
    panels.on_today(figures.today)
    panels.on_today(sourcing.today)
    panels.on_today(pieces.today)
    panels.in_search(Right.READ, pieces.found)
    panels.known_as("piece", pieces.known)
    panels.in_campaign(pieces.of_campaign)
    panels.beside("desk.today", pieces.to_decide)


def _let_leave(app: Flask) -> None:
    """Publishing, mailings: what waits to leave, what is in doubt."""
    for room in (publishing, mailings):
        app.register_blueprint(room.bp)
        panels.on_today(room.today)
        panels.beside_piece(room.beside_piece)
        panels.beside("desk.today", room.to_decide)
    panels.on_contact_card(mailings.on_contact_card)
    panels.in_access_file("deliveries", mailings.told)
    panels.beside_piece(mailings.courtesy)
    app.register_blueprint(cosigning.bp)
    panels.on_today(cosigning.today)
    panels.beside_piece(cosigning.beside_piece)
    panels.beside_piece(cosigning.beside_piece_kit)
    panels.beside("desk.today", cosigning.count)
    panels.in_access_file("invited_partners", cosigning.told)
    csrf.exempt(cosigning.partner)  # the secret in its address is what lets a partner in
    csrf.exempt(mailings.object_by_link)  # one POST from a mail program (RFC 8058)


def _ask_institutions(app: Flask) -> None:
    """Advocacy: what was asked, by when an answer is due."""
    app.register_blueprint(advocacy.bp)
    panels.known_as("step", advocacy.known)
    panels.on_today(advocacy.today)
    panels.on_calendar(advocacy.on_calendar)
    panels.beside("advocacy.overview", advocacy.count)
    panels.beside_campaign(advocacy.beside_campaign)
    panels.on_contact_card(advocacy.on_contact_card)
    panels.in_access_file("advocacy_steps", advocacy.told)
    panels.in_search(Right.READ, advocacy.found)


def _invite_the_press(app: Flask) -> None:
    """Press events: guests, answers, the place told to those who come."""
    app.register_blueprint(events.bp)
    csrf.exempt(events.own_answer)  # the link is the key, and no cookie is set
    panels.known_as("event", events.known)
    panels.on_today(events.today)
    panels.on_calendar(events.on_calendar)
    panels.beside("desk.today", events.to_decide)
    panels.beside_piece(events.beside_piece)
    panels.around_campaign(events.around_campaign)
    panels.on_contact_card(events.on_contact_card)
    panels.in_access_file("event_guests", events.told)
    panels.in_search(Right.READ, events.found)


def _show_it_all(app: Flask) -> None:
    """Desk, calendar, settings: they show every room and know none."""
    for room in (desk, admin, calendar, reports, portability):
        app.register_blueprint(room.bp)
    panels.beside_piece(ideas.beside_piece)
    panels.beside_campaign(reports.beside_campaign)
    panels.beside_piece(tasks.beside_piece)  # last: what leaves stands above what is to be done
    health.tell_also(portability.last_backup)
