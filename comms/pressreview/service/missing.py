"""Says what a press review could not watch: which sources were not read in its days, and when."""

from comms.core.languages import gettext
from comms.core.refusal import say
from comms.monitoring.sources.queries import Health, named
from comms.monitoring.sources.rules import learns
from comms.monitoring.sources.service import telling
from comms.pressreview.service.contents import Contents


def lines(review: Contents) -> list[str]:
    """Return what was not watched, a line each; a search is counted: its name says what is sought.

    An outage that was over soon is counted too: a feed shows for a while what it published.
    """
    unread = [each for each in review.unread if not each.is_short]
    silent = [each for each in review.silent if not learns(each.source.url)]
    sources = [*(each.source for each in unread), *(each.source for each in review.silent)]
    searches = {each.id for each in sources if each and learns(each.url)}
    return [
        *telling.lines([each for each in unread if not telling.is_search(each)]),
        *(
            gettext("%(name)s : %(why)s", name=named(each.source), why=_why(each))
            for each in silent
        ),
        *telling.shorter([each for each in review.unread if each.is_short]),
        *telling.searches(len(searches)),
    ]


def _why(health: Health) -> str:
    return say(health.code, health.facts) if health.code else gettext("en pause")
