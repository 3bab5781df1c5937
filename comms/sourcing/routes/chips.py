"""What the editor asks: what stands in its chips, which numbers have no record, what to put in."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from comms.channels.rules.counting import utf16
from comms.core import clock, options
from comms.core.languages import association_zone, day, gettext, moment
from comms.core.refusal import say
from comms.core.rights import Right
from comms.core.text import fold
from comms.core.web import needs, only_shows
from comms.figures import forms as figure_words
from comms.figures import queries as figures
from comms.figures.models import Figure
from comms.figures.rules.record import ESTIMATE, State
from comms.figures.rules.typed import Typed
from comms.pieces import queries as pieces
from comms.pieces.forms import read_language
from comms.pieces.rules.bindings import WAS, Prose
from comms.pieces.rules.house import Heard
from comms.posts.rules import groups, known_handles
from comms.sourcing import queries
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.rules.weighing import LONGEST, Record, Unsound, chip
from comms.sourcing.service import binding
from comms.testimonies import queries as testimonies
from comms.testimonies.rules import Agreed

MOST = 40  # marks the list shows at once; a word more finds the others
LONGEST_DETAIL = 90  # characters
Said = dict[str, Any]


@bp.post("/marks")
@needs(Right.READ)
@only_shows
def records() -> ResponseReturnValue:
    """Say what a text is bound to, and which of its numbers are bound to nothing; keeps nothing."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    if len(text) > LONGEST:
        said = say(Unsound.TOO_LONG, {"longest": LONGEST})
        return jsonify(refused=said, known={}, loose=[]), 413
    prose = Prose("text", text, read_language(request.form))
    known = {name: told for name, told in _known(prose) if told}
    is_post = request.form.get("kind") == "post"
    loose = [_loose(text, *each, is_post=is_post) for each in queries.loose(prose)]
    loose += [_otherwise(text, each) for each in islice(pieces.advice_in(text, prose.lang), MOST)]
    return jsonify(known=known, loose=loose)


def _known(prose: Prose) -> Iterator[tuple[str, Said]]:
    bound = queries.keys([prose])
    for key, figure in figures.keyed(bound).items():
        told = _figure(figure, prose.lang)
        yield f"figure:{key}", told
        yield f"figure:{key}{WAS}", told
    if ESTIMATE in bound:
        yield f"figure:{ESTIMATE}", {"words": "…", "title": gettext("Estimation de l’équipe")}
    for key, agreed in testimonies.keyed(queries.keys([prose], "testimony")).items():
        yield f"testimony:{key}", _testimony(agreed)


def _figure(figure: Figure, lang: str) -> Said:
    """Return what a chip shows, and what its title tells: record, source, date."""
    checked = (
        gettext("vérifié le %(day)s", day=moment(figure.checked_at, "d MMMM y"))
        if figure.checked_at
        else gettext("à vérifier")
    )
    value = figure_words.written(figure.value)
    title = f"{figure_words.label(figure)} : {value}"
    period = figure_words.period(figure.period)
    told = [title, period, gettext("source : %(source)s", source=figure.source), checked]
    if figure.state == State.WITHDRAWN:
        told.append(gettext("retiré"))
    return {
        "words": figure_words.written(figure.value, lang),
        "title": " · ".join(each for each in told if each),
        "url": url_for("figures.show", figure_id=figure.id),
        "open": gettext("Voir la fiche"),
    }


def _testimony(agreed: Agreed) -> Said:
    row = testimonies.by_key(agreed.key)
    until = day(agreed.until) if agreed.until else ""
    told = [gettext("Témoignage : %(alias)s", alias=agreed.alias)]
    if agreed.is_withdrawn:
        told.append(gettext("accord retiré"))
    elif until:
        told.append(gettext("accord jusqu’au %(day)s", day=until))
    return {
        "words": agreed.alias,
        "title": " · ".join(told),
        "url": url_for("testimonies.show", testimony_id=row.id) if row else "",
        "open": gettext("Voir la fiche"),
    }


def _loose(text: str, number: Typed, record: Record | None, *, is_post: bool) -> Said:
    """Return a number without a record: where browsers count it, what to do about it."""
    acts = []
    if record:
        value = figure_words.written(record.value)
        label = gettext("Lier à « %(label)s » : %(value)s", label=record.label, value=value)
        acts.append({"label": label, "mark": chip(number, record.key, record.value)})
    if is_post:
        mark = f"[{number.words}](figure:{ESTIMATE})"
        acts.append({"label": gettext("Estimation de l’équipe"), "mark": mark})
    fresh = url_for("figures.new", value=number.words)
    acts.append({"label": gettext("Nouvelle fiche"), "url": fresh})
    return {
        "start": utf16(text[: number.start]),
        "end": utf16(text[: number.end]),
        "said": gettext("« %(words)s » n’est lié à aucune fiche.", words=number.words),
        "acts": acts,
    }


def _otherwise(text: str, heard: Heard) -> Said:
    """Return a word we would rather not say, and the one tap that says ours."""
    word, instead = text[heard.start : heard.end], heard.instead
    return {
        "start": utf16(text[: heard.start]),
        "end": utf16(text[: heard.end]),
        "tone": "word",
        "said": gettext("« %(word)s » : plutôt « %(instead)s » ?", word=word, instead=instead),
        "acts": [{"label": gettext("Écrire « %(word)s »", word=instead), "mark": instead}],
    }


@bp.get("/marks")
@needs(Right.WRITE)
def marks() -> ResponseReturnValue:
    """List what may be put into a text, found by its words."""
    words, lang = request.args.get("q", ""), read_language(request.args)
    kind = "post" if request.args.get("kind") == "post" else "release"
    found = [*_figures(words, lang), *_quotes(words, lang, kind)]
    if kind == "post":
        found = [*_mentions(words), *found]
    return jsonify(marks=found[:MOST])


def _figures(words: str, lang: str) -> Iterator[Said]:
    for each in figures.listed(words, limit=MOST):
        if each.state != State.WITHDRAWN:
            told = [figure_words.label(each), each.place, figure_words.period(each.period)]
            if each.state == State.TO_CHECK:
                told.append(gettext("à vérifier"))
            yield {
                "mark": figure_words.chip(each),
                "words": figure_words.written(each.value, lang),
                "detail": " · ".join(one for one in told if one),
                "kind": gettext("chiffre"),
            }


def _quotes(words: str, lang: str, kind: str) -> Iterator[Said]:
    """Yield the testimonies one may quote today, in a language of their record if it has it."""
    today = clock.today(association_zone())
    known = [testimonies.agreed(each) for each in testimonies.listed()]
    for each in known:
        said = each.words.get(lang) or next(iter(each.words.values()), "")
        is_valid = not each.is_withdrawn and (each.until or today) >= today
        if is_valid and _answers(words, f"{each.alias} {said}"):
            quote = binding.quote_of(each, lang, kind)
            yield {
                "mark": quote if kind == "post" else f"\n{quote}\n",
                "words": each.alias,
                "detail": " ".join(said.split())[:LONGEST_DETAIL],
                "kind": gettext("verbatim"),
            }


def _mentions(words: str) -> Iterator[Said]:
    handles = known_handles(str(options.get("handles")))
    for name, theirs in handles.items():
        detail = ", ".join(f"{network} {handle}" for network, handle in theirs.items())
        if _answers(words, f"{name} {detail}"):
            mark = "@{" + name + "}"
            yield {"mark": mark, "words": f"@{name}", "detail": detail, "kind": gettext("mention")}
    for name, tags in groups(str(options.get("hashtag_groups"))).items():
        if _answers(words, f"{name} {tags}"):
            yield {"mark": tags, "words": name, "detail": tags, "kind": gettext("mots-dièse")}


def _answers(words: str, text: str) -> bool:
    folded = fold(text)
    return all(each in folded for each in fold(words).split())
