"""Puts a report on paper: what is read first, then part by part, at last how it is counted."""

from collections.abc import Iterator

from comms.adapters import documents
from comms.adapters.documents import (
    Block,
    Chart,
    Heading,
    Line,
    NotPrintable,
    Paper,
    Quote,
    Run,
    Table,
    Totals,
)
from comms.core import options
from comms.core.languages import day, direction, gettext, language, ngettext, number
from comms.core.refusal import Refused
from comms.reports.rules import Contents, ReportWrong
from comms.reports.service import asked, meetings, press, together, work
from comms.reports.service.gathering import Gathered, Subject

FORMATS = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def write(form: str, report: Gathered) -> bytes:
    """Return a report as a file of one of `FORMATS`.

    Raises:
        Refused: the typesetter refused it.
    """
    try:
        return documents.write(form, paper(report))
    except NotPrintable as error:
        raise Refused(ReportWrong.NOT_PRINTABLE, why=str(error)[:200]) from error


def title(subject: Subject) -> str:
    """Return the title of a report."""
    if subject.campaign:
        return gettext("Bilan de campagne : %(name)s", name=subject.campaign.name)
    return gettext("Rapport d’activité %(year)s", year=subject.span.first.year)


def days(subject: Subject) -> str:
    """Say which days a report covers."""
    begins, ends = subject.span.first, subject.span.last
    first, last = day(begins, "d MMMM" if begins.year == ends.year else "d MMMM y"), day(ends)
    if subject.is_over:
        return gettext("Du %(first)s au %(last)s", first=first, last=last)
    return gettext("Du %(first)s au %(last)s, point d’étape", first=first, last=last)


def paper(report: Gathered) -> Paper:
    """Return a report as a document."""
    association = str(options.get("association"))
    return Paper(
        lang=language(),
        title=title(report.subject),
        blocks=documents.in_order(_blocks(report, association)),
        direction=direction(language()),
        publisher=association,
        is_numbered=True,
    )


def _blocks(report: Gathered, association: str) -> Iterator[Block]:
    yield from _head(report, association)
    yield from work.blocks(report.contents)
    yield from press.blocks(report.contents)
    yield from _requested(report.contents)
    yield from meetings.blocks(report.met)
    yield from together.blocks(report.joint)
    yield from asked.blocks(report.asked)
    yield from _foot(report)


def _head(report: Gathered, association: str) -> Iterator[Block]:
    subject = report.subject
    if association:
        yield Line((Run(association),), "kicker")
    yield Heading(1, (Run(title(subject)),))
    yield Line((Run(days(subject)),), "dateline")
    if subject.campaign and subject.campaign.goal:
        yield Quote((Line((Run(subject.campaign.goal),)),))
    yield from _paragraphs(report.words.opening if report.words else "")
    yield Totals(tuple((number(count), what) for what, count in totals(report.contents)))
    if report.before:
        yield from _compared(report.contents, report.before)


def totals(contents: Contents) -> list[tuple[str, int]]:
    """Return the numbers that are read first, each with what it counts."""
    left, heard = contents.left, contents.heard
    tongues, outlets = {each.lang for each in left}, {each.outlet for each in heard}
    stories, quoted = len(contents.stories), len(contents.quoted)
    found = [
        (ngettext("contenu parti", "contenus partis", len(left)), len(left)),
        (ngettext("langue", "langues", len(tongues)), len(tongues)),
        (
            ngettext("courriel à la presse", "courriels à la presse", contents.letters),
            contents.letters,
        ),
        (ngettext("chiffre cité", "chiffres cités", quoted), quoted),
        (ngettext("sujet dans la presse", "sujets dans la presse", stories), stories),
        (ngettext("article ou émission", "articles et émissions", len(heard)), len(heard)),
        (ngettext("média", "médias", len(outlets)), len(outlets)),
    ]
    if contents.requests:
        count = sum(contents.requests.values())
        found.append((ngettext("demande de journaliste", "demandes de journalistes", count), count))
    return found


def _compared(now: Contents, before: Contents) -> Iterator[Block]:
    """Yield the same numbers a year before, beside those of now."""
    years = ("", str(before.span.first.year), str(now.span.first.year))
    rows = [tuple((Run(each),) for each in years)]
    for (_, was), (what, count) in zip(totals(before), totals(now), strict=False):
        cells = (what, number(was), number(count))
        rows.append(tuple((Run(each),) for each in cells))
    yield Heading(2, (Run(gettext("Par rapport à l’an passé")),))
    yield Table(tuple(rows))


def _requested(contents: Contents) -> Iterator[Block]:
    if not contents.requests:
        return
    names = {
        "answered": gettext("avec réponse"),
        "declined": gettext("déclinées"),
        "lapsed": gettext("échéance passée"),
        "open": gettext("en cours"),
    }
    yield Heading(2, (Run(gettext("Demandes de journalistes")),))
    rows = [(names[each], contents.requests[each]) for each in names if each in contents.requests]
    head = gettext("Ce qu’elles sont devenues"), gettext("Demandes")
    yield Chart(head, tuple(((Run(name),), (count,)) for name, count in rows))


def _paragraphs(text: str) -> Iterator[Block]:
    for each in filter(None, map(str.strip, text.replace("\r\n", "\n").split("\n\n"))):
        yield Line((Run(each),))


def _foot(report: Gathered) -> Iterator[Block]:
    if report.words and report.words.ahead:
        yield Heading(2, (Run(gettext("Et maintenant")),))
        yield from _paragraphs(report.words.ahead)
    yield Heading(2, (Run(gettext("Comment c’est compté")),))
    yield Line((Run(_method(report.contents)),), "foot")


def _method(contents: Contents) -> str:
    said = [
        gettext(
            "Un sujet réunit un article et ses reprises. Seules comptent les retombées qu’une "
            "personne a gardées ; la tonalité est dite par une personne, jamais par une machine."
        )
    ]
    if contents.unsorted:
        said.append(
            ngettext(
                "%(num)d retombée reste à trier et n’est pas comptée.",
                "%(num)d retombées restent à trier et ne sont pas comptées.",
                contents.unsorted,
            )
        )
    if contents.kept_back:
        said.append(
            ngettext(
                "%(num)d retombée d’une veille sensible n’est pas montrée.",
                "%(num)d retombées de veilles sensibles ne sont pas montrées.",
                contents.kept_back,
            )
        )
    said.append(
        gettext("Aucun contact de presse n’est nommé, et rien n’est repris des témoignages.")
    )
    return " ".join(said)
