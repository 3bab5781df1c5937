"""What people write in the form of a watch: three boxes, or the language one click behind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

import comms.core.query.sentences  # noqa: F401 - teaches why a query is refused
from comms.core import rows
from comms.core.languages import language
from comms.core.query import QueryRefused, read
from comms.core.refusal import teach
from comms.core.text.typed import seen
from comms.monitoring.watches.models import Watch, WatchVersion
from comms.monitoring.watches.rules.boxes import Boxes, boxes_of, written
from comms.monitoring.watches.rules.excluding import but
from comms.monitoring.watches.rules.leaving_out import sought
from comms.monitoring.watches.rules.wrong import WatchWrong
from comms.monitoring.watches.service import Words

Fields = MultiDict[str, str]
NO_BOXES = Boxes()

teach(
    {
        WatchWrong.NO_NAME: _l("Donnez un nom à cette veille."),
        WatchWrong.NAME_TOO_LONG: _l("Ce nom dépasse %(longest)s caractères."),
        WatchWrong.NAME_TAKEN: _l("Une veille s’appelle déjà « %(name)s »."),
        WatchWrong.IS_CLOSED: _l("Cette veille est arrêtée. Reprenez-la pour la changer."),
        WatchWrong.WOULD_SHUT_YOU_OUT: _l(
            "Une veille sensible n’est lue que par qui l’a commencée et par qui elle prévient : "
            "cochez-vous parmi les personnes prévenues."
        ),
        WatchWrong.KEPT_DAYS: _l("Donnez un nombre de jours entre %(least)s et %(most)s."),
        WatchWrong.NOT_A_SITE: _l("« %(line)s » n’est pas un site (exemple.org)."),
    }
)


@dataclass(frozen=True)
class Draft:
    """A watch as it is being written. The side not shown is kept, so that going back loses nothing.

    `in_words`: it is written in the language. `told`: who wants a mail. `wrong`: the articles
    somebody marked as false hits of a try.
    """

    name: str = ""
    in_words: bool = False
    boxes: Boxes = NO_BOXES
    query: str = ""
    told: frozenset[int] = frozenset()
    is_sensitive: bool = False
    wrong: frozenset[int] = frozenset()

    @property
    def is_one(self) -> bool:
        """Say whether the boxes and the query mean the same: then each stays as it was typed."""
        said = _as_boxes(self.query)
        return said is not None and written(said) == written(self.boxes) != ""

    @property
    def sought(self) -> str:
        """The query this draft means."""
        return self.query if self.in_words or self.is_one else _written(self.boxes)

    def words(self) -> Words:
        """Return what the watch will look for."""
        is_boxed = not self.in_words or self.query == _written(self.boxes)
        return Words(self.sought, self.boxes if is_boxed else None)


def _written(boxes: Boxes) -> str:
    """Return the query of boxes as who reads it says « or »."""
    return written(boxes, "OU" if language() == "fr" else "OR")


def read_draft(fields: Fields) -> Draft:
    """Read a draft as typed."""
    return Draft(
        name=fields.get("name", "").strip(),
        in_words=fields.get("mode") == "query",
        boxes=_read_boxes(fields),
        query=read_line(fields, "query"),
        told=frozenset(rows.numbers(fields.getlist("told"))),
        is_sensitive="is_sensitive" in fields,
        wrong=frozenset(rows.numbers(fields.getlist("wrong"))),
    )


def _read_boxes(fields: Fields) -> Boxes:
    sources = (" ".join(seen(each).split()) for each in fields.getlist("sources"))
    chosen = tuple(dict.fromkeys(filter(None, map(sought, sources))))
    every, one, none = (read_line(fields, each) for each in ("all", "any", "none"))
    return Boxes(every, one, none, chosen)


def read_line(fields: Fields, name: str) -> str:
    """Read a field of one line, its white space tidied, without signs no program shows."""
    return " ".join(seen(fields.get(name, "")).split())


def turned(draft: Draft, fields: Mapping[str, str]) -> Draft:
    """Return the draft on the side its writer asked for.

    A query that three boxes cannot say stays in its language.
    """
    if taken := fields.get("take"):
        return replace(draft, query=taken, in_words=True)
    if term := fields.get("exclude"):
        return _without(draft, term)
    if fields.get("do") == "query":
        return replace(draft, query=draft.sought, in_words=True)
    if fields.get("do") == "boxes" and draft.is_one:
        return replace(draft, in_words=False)
    if fields.get("do") == "boxes" and (boxes := _as_boxes(draft.query)) is not None:
        return replace(draft, boxes=boxes, in_words=False)
    return draft


def _without(draft: Draft, term: str) -> Draft:
    """Return the draft with one exclusion more."""
    if draft.in_words:
        return replace(draft, query=but(draft.query, term))
    return replace(draft, boxes=draft.boxes.but(term))


def _as_boxes(query: str) -> Boxes | None:
    if not query:
        return Boxes()
    try:
        return boxes_of(read(query))
    except QueryRefused:
        return None


def draft_of(watch: Watch, version: WatchVersion, told: set[int]) -> Draft:
    """Return a watch as its form shows it: as it was typed, in boxes or in the language."""
    return Draft(
        name=watch.name,
        in_words=version.boxes is None,
        boxes=Boxes.of(version.boxes) if version.boxes is not None else Boxes(),
        query=version.query,
        told=frozenset(told),
        is_sensitive=watch.is_sensitive,
    )
