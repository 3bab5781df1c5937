"""The demonstration as a whole: people, ways, causes, contacts, press, and a month of work."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import exists, select

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.accounts.service import members
from comms.accounts.service.members import Newcomer
from comms.campaigns.models import Campaign
from comms.channels import service as channels
from comms.channels.models import Channel
from comms.channels.rules import ChannelKind
from comms.channels.rules.naming import Draft
from comms.contacts.book.models import Contact
from comms.core import clock, languages, options, outward
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.ways import Way
from comms.events.models import EventMail
from comms.figures import service as figures
from comms.figures.rules.record import Draft as FigureDraft
from comms.figures.service import sharing
from comms.ideas import service as ideas
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.sources.models import Source
from comms.notices.models import Notice
from comms.pieces.models import Piece
from comms.portability.rules import cast, records, scenes
from comms.portability.service import asking, dating, gathering, press, signing, staging, yearly
from comms.portability.service.staging import Stage
from comms.tasks import service as tasks
from comms.testimonies import service as testimonies
from comms.testimonies.rules import Draft as TestimonyDraft


class DemoWrong(StrEnum):
    """Why the demonstration is not loaded."""

    NOT_EMPTY = "demo.not_empty"


@dataclass(frozen=True)
class Loaded:
    """Who was invented, and the one pass-phrase all of them take; it is shown once."""

    passphrase: str
    members: tuple[cast.Person, ...]


KEPT = (Piece, Contact, Source)


def is_empty() -> bool:
    """Say whether nobody has put anything of their own in yet; members may be there."""
    return not any(db.session.scalar(select(exists().where(kind.id > 0))) for kind in KEPT)


def load() -> Loaded:
    """Load the demonstration; commits as it goes.

    Raises:
        Refused: there is something of one's own already.
    """
    if not is_empty():
        raise Refused(DemoWrong.NOT_EMPTY)
    passphrase = "-".join(secrets.token_hex(2) for _ in range(5))
    stage = _set_stage(passphrase)
    _fill_records(stage)
    _play_month(stage)
    _look_ahead(stage)
    _hush(stage)
    db.session.commit()
    return Loaded(passphrase, cast.MEMBERS)


def _set_stage(passphrase: str) -> Stage:
    _say_who_we_are()
    people = _let_in(passphrase)
    return Stage(
        now=clock.now().replace(second=0, microsecond=0),
        zone=languages.association_zone(),
        members=people,
        channels={each.key: _channel(each) for each in cast.CHANNELS},
        campaigns={each.key: _campaign(each) for each in cast.CAMPAIGNS},
        lists=press.fill_book(people["ines"]),
    )


def _fill_records(stage: Stage) -> None:
    for figure in records.FIGURES:
        _put_in_bank(figure, stage)
    _give_figures(stage)
    for alias, key, words in records.TESTIMONIES:
        _write_down(alias, key, words, stage)


def _play_month(stage: Stage) -> None:
    yearly.play(stage)
    for scene in scenes.SCENES:
        staging.play(scene, stage)
    yearly.tell(stage)
    dating.mark(stage)
    signing.play(stage)
    signing.share(stage)


def _look_ahead(stage: Stage) -> None:
    """Leave what is still to be done: tasks, ideas, answers due, events, what the press says."""
    for task in cast.TASKS:
        _leave_to_do(task, stage)
    for idea in cast.IDEAS:
        with clock.fixed(stage.now - timedelta(days=idea.days)):
            ideas.propose(idea.words, idea.detail, actor=stage.members[idea.owner])
    asking.ask_institutions(stage)
    gathering.gather(stage)
    press.watch(stage.now, stage.members["ines"])


def _hush(stage: Stage) -> None:
    """Let no mail leave to invented members, and let them have read what is old."""
    for mail in db.session.scalars(select(EventMail)):
        outward.decide(mail, Way.SENT, now=mail.made_at)
    for alert in db.session.scalars(select(AlertMail)):
        outward.decide(alert, Way.DROPPED, now=stage.now)
    for notice in db.session.scalars(select(Notice)):
        outward.decide(notice, Way.DROPPED, now=stage.now)
        if notice.made_at < stage.now - timedelta(days=2):
            notice.read_at = notice.made_at


def _say_who_we_are() -> None:
    options.put("association", cast.ASSOCIATION)
    options.put("press_contact", cast.PRESS_CONTACT)
    for lang, about in cast.ABOUT.items():
        options.put(f"boilerplate.{lang}", about)


def _let_in(passphrase: str) -> dict[str, Actor]:
    found = {}
    for person in cast.MEMBERS:
        who = Newcomer(person.email, person.name, person.role, person.college)
        with clock.fixed(clock.now() - timedelta(days=60)):
            member: Member = members.add(who, passphrase, passphrase)
        found[person.key] = accounts.actor(member)
    return found


def _put_in_bank(counted: records.FigureCast, stage: Stage) -> None:
    """Let Inès give a figure and Léa check it, before anybody writes it."""
    today = stage.now.astimezone(stage.zone)
    draft = FigureDraft(
        key=counted.key,
        labels={"fr": counted.fr, "en": counted.en, "ar": counted.ar},
        value=counted.value,
        period=f"{today:%Y}-{counted.month:02d}" if counted.month else f"{today.year - 1}",
        place="Calais, Grande-Synthe",
        method="Une opération est comptée quand une équipe l’a vue, lieu par lieu.",
        source="Registre des observations",
    )
    with clock.fixed(stage.now - timedelta(days=28)):
        figure = figures.add(draft, actor=stage.members["ines"])
        figures.check(figure, actor=stage.members["lea"])


def _give_figures(stage: Stage) -> None:
    """Open a series to partners: what was counted, month by month."""
    keys = tuple(each.key for each in records.FIGURES)
    wish = sharing.Wish(dict(cast.SERIES), dict(cast.SERIES_NOTES), keys)
    with clock.fixed(stage.now - timedelta(days=20)):
        sharing.open_it(
            sharing.prepare(wish, actor=stage.members["lea"]), actor=stage.members["lea"]
        )


def _write_down(alias: str, key: str, words: str, stage: Stage) -> None:
    """Let Inès write a testimony down, with an agreement for a year."""
    draft = TestimonyDraft(
        key=key,
        alias=alias,
        words={"fr": words},
        lang="ar",
        for_press=True,
        for_networks=True,
        langs=("ar", "en", "fr"),
        until=stage.now.date() + timedelta(days=335),
        held_by=stage.members["lea"].id,
    )
    with clock.fixed(stage.now - timedelta(days=30)):
        testimonies.add(draft, actor=stage.members["ines"])


def _leave_to_do(task: cast.TaskCast, stage: Stage) -> None:
    today = stage.now.astimezone(stage.zone).date()
    draft = tasks.Draft(
        task.words,
        stage.members[task.owner].id,
        None if task.days is None else today + timedelta(days=task.days),
        f"campaign:{stage.campaigns[task.campaign].id}" if task.campaign else "",
    )
    with clock.fixed(stage.now - timedelta(days=3)):
        tasks.add(draft, actor=stage.members["lea"])


def _channel(way: cast.ChannelCast) -> Channel:
    draft = Draft(way.name, way.network, has_address=way.has_address, note=way.note)
    return channels.add(ChannelKind.HAND, draft, actor=None)


def _campaign(campaign: cast.CampaignCast) -> Campaign:
    today = clock.today(languages.association_zone())
    made = Campaign(
        name=campaign.name,
        goal=campaign.goal,
        starts_on=today + timedelta(days=campaign.starts),
        ends_on=today + timedelta(days=campaign.ends),
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made
