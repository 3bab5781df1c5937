"""What runs by itself: name, rhythm, verb. The database says whose turn it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from comms.accounts.service.sweeping import sweep
from comms.advocacy import service as advocacy
from comms.contacts.files.service import taking, undoing, uploads
from comms.contacts.twins.service import merging
from comms.cosigning.service import forgetting as cosigned
from comms.cosigning.service import mailing as partners
from comms.cosigning.service import minding as statements
from comms.desk import service as desk
from comms.events.service import carrying as events
from comms.events.service import forgetting as invited
from comms.ideas import service as ideas
from comms.mailings.service import asking
from comms.mailings.service import carrying as mailings
from comms.media import service as media
from comms.monitoring.alerts.service import carrying as alerts
from comms.monitoring.alerts.service import carrying_outside as outside
from comms.monitoring.alerts.service import queuing
from comms.monitoring.archive import service as archive
from comms.monitoring.intake.service import forgetting, pages, polling
from comms.monitoring.mentions.service import copying
from comms.monitoring.stories import service as stories
from comms.notices.service import carrying as notices
from comms.notices.service import telling
from comms.pieces import service as pieces
from comms.portability import service as portability
from comms.pressreview.service import carrying as reviews
from comms.pressreview.service import keeping as reviewed
from comms.publishing import service as publishing
from comms.tasks import service as tasks
from comms.testimonies import service as testimonies


@dataclass(frozen=True)
class Job:
    """One recurring job. `lane`: jobs of one lane run one after the other, lanes run at once."""

    name: str
    every: timedelta
    verb: Callable[[], object]
    lane: str = "house"


PATIENT = frozenset({"feeds", "pages"})  # lanes that leave the processor to people's pages
SCHEDULE: tuple[Job, ...] = (
    Job("poll feeds", timedelta(seconds=60), polling.poll_due, lane="feeds"),
    Job("read pages", timedelta(seconds=15), pages.read_due, lane="pages"),
    Job("forget articles", timedelta(hours=6), forgetting.forget_old, lane="feeds"),
    Job("send mailings", timedelta(seconds=2), mailings.carry_due, lane="mail"),
    Job("expire pieces", timedelta(seconds=30), pieces.expire_overdue),
    Job("look after kits", timedelta(seconds=30), publishing.look_after_due),
    Job("ask about mailings", timedelta(seconds=30), asking.tell_who_decides),
    Job("ask about kits", timedelta(seconds=30), publishing.tell_who_decides),
    Job("send notices", timedelta(seconds=10), notices.carry_due, lane="mail"),
    Job("begin mornings", timedelta(minutes=5), desk.promise),
    Job("begin digests", timedelta(minutes=5), queuing.promise),
    Job("send alerts to guests", timedelta(seconds=10), outside.carry_due, lane="mail"),
    Job("tell places of alerts", timedelta(seconds=10), outside.tell_places, lane="networks"),
    Job("send alerts", timedelta(seconds=5), alerts.carry_due, lane="mail"),
    Job("send to partners", timedelta(seconds=5), partners.carry_due, lane="mail"),
    Job("look after signatures", timedelta(minutes=1), statements.look_after),
    Job("forget signatures", timedelta(days=1), cosigned.forget_old),
    Job("send press reviews", timedelta(seconds=10), reviews.carry_due, lane="mail"),
    Job("forget whole texts of reviews", timedelta(days=1), reviewed.forget_texts),
    Job("index what was missed", timedelta(minutes=10), archive.catch_up),
    Job("forget old words", timedelta(days=1), archive.forget_old),
    Job("forget sketches", timedelta(days=1), stories.forget_old),
    Job("forget notices", timedelta(days=1), telling.forget_old),
    Job("forget imports", timedelta(days=1), undoing.forget_old),
    Job("forget merges", timedelta(days=1), merging.forget_old_merges),
    Job("take files in", timedelta(seconds=3), taking.take_asked, lane="files"),
    Job("forget testimonies", timedelta(days=1), testimonies.forget_ended),
    Job("forget ideas", timedelta(days=1), ideas.forget_old),
    Job("send mails to guests of events", timedelta(seconds=10), events.carry_due, lane="mail"),
    Job("forget guests of events", timedelta(days=1), invited.forget_guests),
    Job("forget advocacy", timedelta(days=1), advocacy.forget_old),
    Job("forget tasks", timedelta(days=1), tasks.forget_done),
    Job("forget uploads", timedelta(hours=6), uploads.drop_old),
    Job("forget stray pictures", timedelta(days=1), media.forget_strays),
    Job("forget stray copies", timedelta(days=1), copying.forget_strays),
    Job("forget notes of members", timedelta(days=1), portability.forget_notes),
    Job("forget what was replaced", timedelta(days=1), portability.forget_replaced),
    Job("sweep the doors", timedelta(hours=1), sweep),
)
