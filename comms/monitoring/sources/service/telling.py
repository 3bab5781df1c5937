"""Says in calm words when sources were not read; for pages, mails and documents."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from comms.adapters.http.trouble import Trouble
from comms.core.languages import gettext, hour, moment, ngettext, number
from comms.monitoring.sources.queries import Unread, named
from comms.monitoring.sources.rules import Ailment, learns

MOST_NAMED = 10  # sources that were not read in the same days
MOST_TIMES = 3  # outages of one source that are told one by one


def lines(found: Sequence[Unread]) -> list[str]:
    """Say which sources were not read and when: those that are alike on one line, then the watch.

    A source that was not read again and again is told once, with how often.
    """
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, some in groupby(found, key=_name):
        for said in _times(list(some)) if name else ():
            together[said].append(name)
    slept = (span(each.since, each.until) for each in found if each.source is None)
    return [
        *(_line(names, when, why) for (when, why), names in together.items()),
        *(
            gettext("Veille à l’arrêt %(when)s : aucune source n’a été lue.", when=it)
            for it in slept
        ),
    ]


def _name(each: Unread) -> str:
    return named(each.source) if each.source else ""


def shorter(found: Sequence[Unread]) -> list[str]:
    """Say of how many sources an outage was too short to be told by name; nothing of none."""
    count = len({each.source.id for each in found if each.source})
    said = ngettext(
        "%(num)d source n’a pas répondu pendant moins de douze heures.",
        "%(num)d sources n’ont pas répondu pendant moins de douze heures.",
        count,
    )
    return [said] if count else []


def searches(count: int) -> list[str]:
    """Say how many searches were not read: the name of one says what is looked for."""
    said = ngettext(
        "%(num)d recherche n’a pas été lue.", "%(num)d recherches n’ont pas été lues.", count
    )
    return [said] if count else []


def is_search(each: Unread) -> bool:
    """Say whether an outage is one of a search."""
    return each.source is not None and learns(each.source.url)


def _times(some: list[Unread]) -> Iterator[tuple[str, str]]:
    """Yield when one source was not read, and why."""
    if len(some) <= MOST_TIMES:
        yield from ((span(each.since, each.until), reason(each.kind)) for each in some)
        return
    whole = span(some[0].since, some[-1].until)
    often = gettext("%(count)s fois %(when)s", count=number(len(some)), when=whole)
    yield often, reason(some[-1].kind)


def _line(names: Sequence[str], when: str, why: str) -> str:
    named, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if more > 0:
        named = ngettext(
            "%(names)s et %(num)d autre", "%(names)s et %(num)d autres", more, names=named
        )
    return ngettext(
        "%(names)s : non lu %(when)s (%(why)s).",
        "%(names)s : non lus %(when)s (%(why)s).",
        len(names),
        names=named,
        when=when,
        why=why,
    )


def span(since: datetime, until: datetime | None) -> str:
    """Return when something was so: « du 3 au 5 novembre », « depuis le 3 novembre »."""
    begins = moment(since, "d MMMM")
    if until is None:
        return gettext("depuis le %(day)s", day=begins)
    ends = moment(until, "d MMMM")
    if moment(since, "d MMMM y") == moment(until, "d MMMM y"):
        return gettext(
            "le %(day)s, de %(begins)s à %(ends)s", day=ends, begins=hour(since), ends=hour(until)
        )
    if until - since < timedelta(days=1):
        return gettext(
            "du %(first)s, %(begins)s, au %(last)s, %(ends)s",
            first=begins,
            begins=hour(since),
            last=ends,
            ends=hour(until),
        )
    if moment(since, "MMMM y") == moment(until, "MMMM y"):
        begins = begins.split()[0]
    return gettext("du %(first)s au %(last)s", first=begins, last=ends)


def reason(kind: str) -> str:
    """Return what stood in the way, in few words."""
    said: dict[str, str] = {
        Ailment.PAUSED: gettext("relève suspendue"),
        Ailment.UNREAD: gettext("veille à l’arrêt"),
        Ailment.GONE: gettext("flux disparu"),
        Ailment.NOT_FOUND: gettext("flux introuvable"),
        Ailment.FORBIDDEN: gettext("accès refusé"),
        Ailment.ASKED_TO_WAIT: gettext("site qui demande d’attendre"),
        Ailment.SITE_FAILS: gettext("site en panne"),
        Trouble.CERTIFICATE: gettext("certificat refusé"),
        Trouble.ADDRESS_PRIVATE: gettext("adresse qui n’est pas demandée"),
    }
    if kind in said:
        return said[kind]
    return gettext("flux illisible") if kind.startswith("feed.") else gettext("site sans réponse")
