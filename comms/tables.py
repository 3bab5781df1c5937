"""The tables: a command knows them all, though it loads no room.

`outward.count` counts the ledgers known to the process, and a row cannot be written when the table
its foreign key means is unknown. `tests/house/test_start.py` says which are missing here.
"""

import comms.accounts.models
import comms.advocacy.models
import comms.audit.models
import comms.calendar.models
import comms.campaigns.models
import comms.channels.models
import comms.contacts.book.models
import comms.contacts.calling.models
import comms.contacts.files.models
import comms.contacts.lists.models
import comms.contacts.requests.models
import comms.contacts.twins.models
import comms.cosigning.models
import comms.desk.models
import comms.events.models
import comms.figures.models
import comms.ideas.models
import comms.mailings.models
import comms.media.models
import comms.monitoring.alerts.models
import comms.monitoring.errata.models
import comms.monitoring.intake.models
import comms.monitoring.mentions.models
import comms.monitoring.sources.models
import comms.monitoring.stories.models
import comms.monitoring.watches.models
import comms.notices.models
import comms.pieces.models
import comms.portability.models
import comms.pressreview.models
import comms.publishing.models
import comms.reports.models
import comms.talking.models
import comms.tasks.models  # noqa: F401 - known is all they have to be
