"""What a person wants to see of the calendar, and how that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from comms.calendar.forms import COLUMNS
from comms.calendar.service import keeping
from comms.calendar.service.keeping import Look
from comms.campaigns import queries as campaigns
from comms.core.languages import gettext
from comms.core.rights import Actor
from comms.pieces.forms import KINDS
from comms.pieces.models import Piece

Choice = tuple[str, str, list[tuple[object, str]], object]  # name, label, options, chosen


@dataclass(frozen=True)
class Narrowed:
    """A look with its words; `said` is empty when everything is shown."""

    look: Look
    said: str
    choices: Sequence[Choice]

    @property
    def wants_marks(self) -> bool:
        """Say whether deadlines and days that matter are wanted; who asks for a kind wants it."""
        return not (self.look.no_marks or self.look.kind)

    def shows(self, piece: Piece) -> bool:
        """Say whether a piece is among what is wanted."""
        look = self.look
        return (
            look.kind in ("", piece.kind)
            and look.campaign in (0, piece.campaign_id)
            and (look.column < 0 or piece.state in COLUMNS[look.column][1])
        )


def narrowed(member: Actor) -> Narrowed:
    """Return what a member wants to see."""
    look = keeping.look_of(member)
    choices = _choices(look)
    said = [
        words
        for _name, _label, options, chosen in choices
        for value, words in options[1:]
        if value == chosen
    ]
    if look.no_marks:
        said.append(gettext("contenus seulement"))
    return Narrowed(look, ", ".join(said), choices)


def _choices(look: Look) -> list[Choice]:
    kinds = [(name, str(words)) for name, words in KINDS.items()]
    states = [(at, str(title)) for at, (title, _) in enumerate(COLUMNS)]
    causes = [(each.id, each.name) for each in campaigns.open_ones()]
    return [
        ("kind", gettext("Sorte"), [("", gettext("posts et communiqués")), *kinds], look.kind),
        ("campaign", gettext("Campagne"), [(0, gettext("toutes les campagnes")), *causes],
         look.campaign),
        ("column", gettext("État"), [(-1, gettext("tous les états")), *states], look.column),
    ]  # fmt: skip
