"""Pages of the mentions: sort them, read one, enter one by hand; their row on Aujourd'hui."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import panels, rows
from comms.core.languages import gettext
from comms.core.panels import Answer, Found, Place, Thing, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.text import fold
from comms.core.web import current_member, flash_refusal, needs
from comms.monitoring.mentions.forms import (
    DONE,
    HOW,
    MEDIA,
    REASONS,
    STATES,
    TONES,
    USUAL_REASONS,
    WHENCE,
    Fields,
)
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import campaigns, copies, linking, listing, versions
from comms.monitoring.mentions.queries.listing import PAGE, Line
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.rules.standing import MOST_AT_ONCE, State
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.mentions.service import sorting
from comms.monitoring.watches.forms import read_line
from comms.monitoring.watches.queries import listing as watches
from comms.monitoring.watches.queries.reading import readable

ALL = "all"
ON_TODAY = 6


@dataclass(frozen=True)
class Filter:
    """Which mentions a list shows; every link and form of the page carries it on."""

    state: str = State.NEW
    watch: int | None = None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """Read a filter; what is no state shows the new ones."""
        state = fields.get("state", "")
        known = state if state in {*State, ALL} else State.NEW
        return cls(known, rows.number(fields.get("watch")))

    @property
    def wanted(self) -> str:
        """The state as queries take it."""
        return "" if self.state == ALL else self.state

    def args(self, **more: Any) -> dict[str, Any]:
        """Return what an address of the list says; what is None is left out."""
        return {"state": self.state, "watch": self.watch, **more}


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the mentions to sort, one of them whole."""
    chosen_by, member = Filter.of(request.args), current_member()
    before = rows.number(request.args.get("before"))
    lines = listing.page(member, chosen_by.wanted, chosen_by.watch, before)
    at = _chosen(lines, rows.number(request.args.get("at")))
    return render_template(
        "mentions/overview.html",
        rows=lines,
        chosen=at,
        filter=chosen_by,
        counts=listing.counts(member, chosen_by.watch),
        flagged=panels.flagged([each for line in lines for each in line.ids]),
        hidden=listing.count_hidden(member, chosen_by.wanted),
        older=lines[-1].last if len(lines) == PAGE else None,
        undo=_undo(request.args),
        watches=[(each.id, each.name) for each in readable(watches.open_ones(), member)],
        states=STATES,
        **_words(),
        **(_joined(lines[at].lead.mention) if lines else {}),
    )


def _chosen(rows: list[Line], wanted: int | None) -> int:
    """Return the place in the list of the story shown whole."""
    return next((order for order, row in enumerate(rows) if wanted in row.ids), 0)


def _undo(fields: Fields) -> dict[str, Any] | None:
    """Return what was just done, so that it can be taken back."""
    ids, was = _numbers([fields.get("undo", "")]), fields.get("was", "")
    first = listing.seen(current_member(), ids[0]) if ids else None
    if first is None or was not in set(State):
        return None
    said = gettext(str(DONE[first.state]), title=first.title or _untitled())
    return {"ids": fields["undo"], "was": was, "said": said, "count": fields.get("count", type=int)}


def _untitled() -> str:
    return gettext("Sans titre")


@bp.get("/<int:mention_id>")
@needs(Right.READ)
def show(mention_id: int) -> str:
    """Show one mention."""
    line = listing.line(current_member(), opened(mention_id))
    joined = _joined(line.lead.mention)
    return render_template(
        "mentions/show.html", line=line, filter=Filter(ALL), **_words(), **joined
    )


def _joined(mention: Mention) -> dict[str, object]:
    """Return who wrote a mention and what it takes up, and what may be said of that."""
    host = urlsplit(mention.url).hostname if mention.url else None
    return {
        "signed": linking.signed(mention, current_member()),
        "releases": linking.taken_up(mention.id),
        "release_choices": linking.release_choices(),
        "newsroom": linking.outlet_of(host) if host else None,
        "how": HOW,
        "reasons": REASONS,
        "usual_reasons": USUAL_REASONS,
        "revisions": versions.revisions(mention.entry_id),
        "campaign": campaigns.choices(mention.id),
        "whence": WHENCE,
        "names": accounts.names(),
        "private": copies.of(mention.id),
        "is_flagged": bool(panels.flagged([mention.id])),
        "parts": panels.mention_parts(mention.id, current_member()),
    }


@bp.post("/sort")
@needs(Right.KEEP_WATCH)
def sort() -> ResponseReturnValue:
    """Keep mentions, dismiss them, or put them back; then show the next one."""
    chosen_by, picked = Filter.of(request.form), request.form.getlist("ids")
    ids, member = _numbers(picked), current_member()
    try:
        if not ids:
            raise Refused(MentionWrong.NONE_TICKED)
        if len(ids) > MOST_AT_ONCE:
            raise Refused(MentionWrong.TOO_MANY, most=MOST_AT_ONCE)
        following = listing.following(member, ids, chosen_by.wanted, chosen_by.watch)
        to = request.form.get("to", "")
        was = {sorting.sort(opened(each), to, actor=member) for each in ids}
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".overview", **chosen_by.args()), 303)
    if request.form.get("back") == "today":
        return redirect(url_for("desk.today"), 303)
    more: dict[str, Any] = {"at": following or ids[0]}
    if len(was) == 1 and "undoes" not in request.form:
        more |= {"undo": ",".join(map(str, ids)), "was": was.pop(), "count": len(picked)}
    return redirect(url_for(".overview", **chosen_by.args(**more)), 303)


@bp.post("/<int:mention_id>/tone")
@needs(Right.KEEP_WATCH)
def tone(mention_id: int) -> ResponseReturnValue:
    """Say how a mention speaks of us."""
    mention = opened(mention_id)
    try:
        sorting.set_tone(mention, request.form.get("tone", ""), actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)


@bp.post("/<int:mention_id>/note")
@needs(Right.KEEP_WATCH)
def note(mention_id: int) -> ResponseReturnValue:
    """Note something beside a mention."""
    mention = opened(mention_id)
    sorting.annotate(mention, request.form.get("note", ""), actor=current_member())
    flash(gettext("La note est enregistrée."))
    return back(mention_id)


@bp.post("/<int:mention_id>/reason")
@needs(Right.KEEP_WATCH)
def reason(mention_id: int) -> ResponseReturnValue:
    """Say why a mention was kept or dismissed."""
    mention = opened(mention_id)
    sorting.give_reason(mention, read_line(request.form, "reason"), actor=current_member())
    flash(gettext("C’est noté."))
    return back(mention_id)


def back(mention_id: int) -> ResponseReturnValue:
    """Show the mention again, in the list it was read in."""
    if "state" not in request.form:
        return redirect(url_for(".show", mention_id=mention_id), 303)
    args = Filter.of(request.form).args(at=mention_id)
    return redirect(url_for(".overview", **args), 303)


def _words() -> dict[str, object]:
    return {"tones": TONES, "media": MEDIA}


def _numbers(typed: list[str]) -> list[int]:
    """Read numbers, some of them joined by commas: the mentions of one story go together."""
    each_alone = [number for some in typed for number in some.split(",")]
    return list(dict.fromkeys(rows.numbers(each_alone)))


def count(actor: Actor) -> int:
    """Return how many mentions wait to be sorted, beside the navigation."""
    return listing.count_new(actor)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the new mentions, each with its sentence."""
    if not actor.may(Right.READ):
        return
    rows = tuple(map(_row, listing.page(actor, State.NEW, limit=ON_TODAY)))
    yield TodayCard(Place.PRESS, gettext("Ce que dit la presse"), rows)


def _row(line: Line) -> TodayRow:
    mention = line.lead.mention
    said = [mention.outlet, *(each.watch for each in line.lead.caught)]
    return TodayRow(
        title=mention.title or _untitled(),
        detail=" · ".join(filter(None, said)),
        url=url_for("mentions.overview", at=mention.id),
        at=mention.published or mention.seen_at,
        lang=mention.lang,
        answers=tuple(_answer(line, state) for state in (State.KEPT, State.DISMISSED)),
        template="mentions/_today.html",
        facts={"line": line},
    )


def _answer(line: Line, state: State) -> Answer:
    label = gettext("Garder") if state is State.KEPT else gettext("Écarter")
    fields = (("ids", ",".join(map(str, line.ids))), ("to", state.value), ("back", "today"))
    return Answer(label, url_for("mentions.sort"), fields=fields)


def found(words: str, limit: int) -> Iterator[Found]:
    """Return the mentions whose title or outlet holds these words."""
    for mention in listing.said(current_member(), fold(words).strip(), limit):
        yield Found(
            kind=gettext("retombée"),
            title=mention.title or _untitled(),
            url=url_for("mentions.show", mention_id=mention.id),
            detail=mention.outlet,
            score=0.3,
            lang=mention.lang,
        )


def known(mention_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return mentions as other rooms name them, to those who may read them."""
    found = listing.seen_of(actor, mention_ids) if actor.may(Right.READ) else ()
    return {each.id: _thing(each) for each in found}


def _thing(mention: Mention) -> Thing:
    url = url_for("mentions.show", mention_id=mention.id)
    return Thing(mention.title or _untitled(), url, mention.lang)
