"""The part of a report that tells what was said of us, and which of our figures were given."""

from collections.abc import Iterator

from comms.adapters.documents import Block, Heading, Line, Run, Table
from comms.core.languages import day, gettext, language_name, ngettext
from comms.figures.forms import period
from comms.monitoring.mentions.forms import MEDIA, TONES
from comms.reports.rules import MOST_ROWS, Contents, counted, heard_by_month, per_story
from comms.reports.service.charting import chart


def blocks(contents: Contents) -> Iterator[Block]:
    """Yield what was picked up: stories, outlets, tones; then the figures."""
    yield Heading(2, (Run(gettext("Ce qui a été repris")),))
    if not contents.heard:
        yield Line((Run(gettext("Aucune retombée n’a été gardée dans cette période.")),))
    else:
        yield from _press(contents)
    yield from _figures(contents)


def _press(contents: Contents) -> Iterator[Block]:
    yield Line((Run(_said(contents)),))
    months = heard_by_month(contents)
    subjects = gettext("Sujets")
    if len(months) > 1:
        pattern = "MMMM" if months[0][0].year == months[-1][0].year else "MMMM y"
        yield chart((gettext("Mois"), subjects), [(day(at, pattern), n) for at, n in months])
    yield Heading(3, (Run(gettext("Par quels médias")),))
    outlets = counted((each.outlet for each in contents.heard), gettext("autres"))
    yield chart((gettext("Média"), gettext("Articles et émissions")), outlets)
    tones = [str(TONES[each]) for each in per_story(contents, "tone")]
    yield Heading(3, (Run(gettext("Sur quel ton")),))
    yield chart((gettext("Tonalité"), subjects), counted(tones, gettext("autres")))
    media = [str(MEDIA.get(each, each)) for each in per_story(contents, "medium")]
    yield Heading(3, (Run(gettext("Sur quels supports")),))
    yield chart((gettext("Support"), subjects), counted(media, gettext("autres")))
    tongues = [language_name(each) for each in per_story(contents, "lang") if each]
    if len(set(tongues)) > 1:
        yield Heading(3, (Run(gettext("Dans quelles langues on en a parlé")),))
        yield chart((gettext("Langue"), subjects), counted(tongues, gettext("autres")))
    yield from _most_taken_up(contents)


def _said(contents: Contents) -> str:
    return gettext(
        "La presse a parlé de nous dans %(stories)s, %(articles)s, chez %(outlets)s.",
        stories=ngettext("%(num)d sujet", "%(num)d sujets", len(contents.stories)),
        articles=ngettext(
            "%(num)d article ou émission", "%(num)d articles et émissions", len(contents.heard)
        ),
        outlets=ngettext(
            "%(num)d média", "%(num)d médias", len({each.outlet for each in contents.heard})
        ),
    )


def _most_taken_up(contents: Contents) -> Iterator[Block]:
    yield Heading(3, (Run(gettext("Les sujets les plus repris")),))
    named = (gettext("Jour"), gettext("Titre"), gettext("Premier média"), gettext("Articles"))
    rows = [tuple((Run(each),) for each in named)]
    for some in contents.stories[:MOST_ROWS]:
        first = some[0]
        name = Run(first.title or gettext("Sans titre"), link=first.url)
        cells = (Run(day(first.on, "d MMM")), name, Run(first.outlet), Run(str(len(some))))
        rows.append(tuple((each,) for each in cells))
    yield Table(tuple(rows))


def _figures(contents: Contents) -> Iterator[Block]:
    if not contents.quoted and not contents.errata:
        return
    yield Heading(2, (Run(gettext("Les chiffres cités")),))
    if contents.errata:
        yield Line((Run(_wrong(contents)),))
    if contents.quoted:
        named = (
            gettext("Chiffre"),
            gettext("Période"),
            gettext("Valeur"),
            gettext("Nos textes"),
            gettext("Sujets"),
        )
        rows = [tuple((Run(each),) for each in named)]
        for each in contents.quoted[:MOST_ROWS]:
            cells = (
                each.label,
                period(each.period),
                each.value,
                str(each.texts),
                str(each.stories),
            )
            rows.append(tuple((Run(cell),) for cell in cells))
        yield Table(tuple(rows))


def _wrong(contents: Contents) -> str:
    found = ngettext(
        "%(num)d erreur sur nos chiffres a été relevée dans la presse.",
        "%(num)d erreurs sur nos chiffres ont été relevées dans la presse.",
        contents.errata,
    )
    put_right = ngettext("%(num)d est corrigée.", "%(num)d sont corrigées.", contents.corrected)
    return f"{found} {put_right}" if contents.corrected else found
