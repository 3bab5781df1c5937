"""Plays the scenes: every piece is begun, asked for, approved and let out at its own hour."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from comms.campaigns.models import Campaign
from comms.channels.models import Channel
from comms.core import clock, hours, outward
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.rights import Actor
from comms.core.ways import Way
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import carrying, opening
from comms.pieces import service as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import EMBARGO, MAIN, Plan, Sending
from comms.portability.rules.acts import At, Fate, Scene
from comms.portability.rules.cast import PRESS_CONTACT
from comms.posts import service as posts
from comms.posts.rules import PostWords
from comms.publishing import service as publishing
from comms.publishing.models import Dispatch
from comms.releases import service as releases
from comms.releases.rules import ReleaseWords

ASKED = frozenset(Fate) - {Fate.DRAFT}
APPROVED = ASKED - {Fate.REVIEW, Fate.CHANGES, Fate.EXPIRED, Fate.DROPPED}
LEFT = frozenset({Fate.OUT, Fate.DOUBTFUL, Fate.MISSED, Fate.WAITS})


@dataclass(frozen=True)
class Stage:
    """Who plays, with what: members, channels, campaigns by key, lists by name."""

    now: datetime
    zone: ZoneInfo
    members: Mapping[str, Actor]
    channels: Mapping[str, Channel]
    campaigns: Mapping[str, Campaign]
    lists: Mapping[str, int]

    def hour(self, at: At | None) -> Hour | None:
        """Return an hour of a scene, as a form would have read it."""
        return hours.read(at.wall(self.now, self.zone), str(self.zone), 0) if at else None

    def at(self, scene: Scene, **later: float) -> AbstractContextManager[None]:
        """Stand at the day the scene was begun, some hours later."""
        return clock.fixed(self.now - timedelta(days=scene.begun) + timedelta(**later))


def play(scene: Scene, stage: Stage) -> None:
    """Write one piece and take it as far as it came."""
    with stage.at(scene):
        piece = _begin(scene, stage)
    if scene.fate in ASKED:
        with stage.at(scene, minutes=20):
            pieces.ask_approval(piece, actor=stage.members[scene.author])
            _remark(scene, piece, stage)
    if scene.fate in APPROVED:
        _approve(scene, piece, stage)
    _end(scene, piece, stage)


def _begin(scene: Scene, stage: Stage) -> Piece:
    author = stage.members[scene.author]
    campaign = stage.campaigns[scene.campaign].id if scene.campaign else None
    if scene.kind == "post":
        words = PostWords(lang=scene.lang, text=scene.text, link=scene.link)
        return posts.begin(words, _plan(scene, stage), actor=author, campaign_id=campaign)
    release = ReleaseWords(
        kind=scene.genre,
        lang=scene.lang,
        title=scene.title,
        place=scene.place,
        body=scene.text,
        contacts=(PRESS_CONTACT,),
    )
    return releases.begin(release, _plan(scene, stage), actor=author, campaign_id=campaign)


def _plan(scene: Scene, stage: Stage) -> Plan:
    named = {
        MAIN: (scene.lists, None),
        EMBARGO: (scene.embargo_lists, stage.hour(scene.embargo)),
    }
    return Plan(
        at=stage.hour(scene.due),
        channels=tuple(sorted(stage.channels[each].id for each in scene.hand)),
        sendings=tuple(
            Sending(key, tuple(sorted(stage.lists[each] for each in lists)), at)
            for key, (lists, at) in named.items()
            if lists
        ),
    )


def _remark(scene: Scene, piece: Piece, stage: Stage) -> None:
    if scene.remark:
        lea = stage.members["lea"]
        pieces.comment(piece, scene.remark, actor=lea, passage=scene.passage)


def _approve(scene: Scene, piece: Piece, stage: Stage) -> None:
    readers = ("lea",) if scene.kind == "post" else ("karim", "anne")
    for wait, reader in enumerate(readers, 1):
        with stage.at(scene, hours=wait / 2):
            shown = piece.revisions[-1].hash
            pieces.approve(piece, actor=stage.members[reader], shown_hash=shown)


def _end(scene: Scene, piece: Piece, stage: Stage) -> None:
    """Let happen what happened after the text was written."""
    lea = stage.members["lea"]
    with stage.at(scene, hours=2):
        if scene.fate is Fate.CHANGES:
            pieces.ask_changes(piece, "À reprendre, puis je valide tout de suite.", actor=lea)
        elif scene.fate is Fate.HELD:
            pieces.hold(piece, actor=lea)
        elif scene.fate is Fate.DROPPED:
            pieces.drop(piece, actor=stage.members[scene.author])
    due = stage.hour(scene.due)
    if due is None:
        return
    if scene.fate is Fate.EXPIRED:
        with clock.fixed(due.instant + timedelta(minutes=1)):
            pieces.expire_overdue()
    elif scene.fate in LEFT:
        _leave(scene, piece, due.instant, stage)


def _leave(scene: Scene, piece: Piece, due: datetime, stage: Stage) -> None:
    db.session.commit()
    if scene.fate is Fate.MISSED:
        publishing.look_after_due()
        return
    with clock.fixed(due):
        for mailing in db.session.scalars(select(Mailing).where(Mailing.piece_id == piece.id)):
            opening.open_due(mailing)
            _carry(mailing, in_doubt=scene.fate is Fate.DOUBTFUL)
    if scene.fate is not Fate.WAITS:
        with clock.fixed(due + timedelta(minutes=4)):
            _post(piece, stage)


def _carry(mailing: Mailing, *, in_doubt: bool) -> None:
    """Write the receipts of a sending, one in doubt where an answer was lost. Sends nothing."""
    rows = db.session.scalars(select(Delivery.id).where(Delivery.mailing_id == mailing.id)).all()
    for row_id in rows:
        outward.claim(Delivery, row_id, clock.now())
        if in_doubt and row_id == rows[-1]:
            outward.settle(Delivery, row_id, Way.DOUBTFUL, now=clock.now(), error="answer lost")
        else:
            outward.settle(Delivery, row_id, Way.SENT, now=clock.now(), last_code=250)
            carrying.tell_informed(row_id)
    if not in_doubt and mailing.state == MailingState.OPEN:
        carrying.close_if_done(mailing)


def _post(piece: Piece, stage: Stage) -> None:
    """Bring back the proof of each post by hand."""
    ours = select(Dispatch).where(Dispatch.piece_id == piece.id)
    for row in db.session.scalars(ours).all():
        channel = db.session.get_one(Channel, row.channel_id)
        network = channel.network or "page"
        url = f"https://{network}.exemple/rivage/{piece.id}" if channel.has_address else ""
        publishing.prove(row, url=url, said_at=clock.now(), actor=stage.members["ines"])
