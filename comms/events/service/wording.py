"""The words of the mail that tells the place, and how the hours of an event are said."""

from zoneinfo import ZoneInfo

from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import clock_face, day, gettext, language
from comms.events.models import Event
from comms.pieces.rules.letters import Letter


def when(event: Event) -> str:
    """Say the hours of an event on the clocks of its own zone, with the town they are of."""
    zone = ZoneInfo(event.zone)
    starts = event.starts_at.astimezone(zone)
    said = f"{day(starts.date(), 'EEEE d MMMM y')}, {clock_face(f'{starts:%H:%M}')}"
    if event.ends_at:
        ends = event.ends_at.astimezone(zone)
        said += f" – {clock_face(f'{ends:%H:%M}')}"
    town = event.zone.rpartition("/")[2].replace("_", " ")
    return gettext("%(when)s (heure de %(town)s)", when=said, town=town)


def place_letter(event: Event, *, is_change: bool) -> Letter:
    """Return the mail that tells the place, in the language spoken now."""
    subject = (
        gettext("Changement : %(title)s", title=event.title)
        if is_change
        else gettext("Le lieu : %(title)s", title=event.title)
    )
    lines = (
        event.title,
        when(event),
        "",
        event.place,
        "",
        gettext(
            "Ce lieu n’est communiqué qu’aux personnes qui viennent. Merci de ne pas le "
            "transmettre."
        ),
    )
    html: Markup = fill("events/_place.html", event=event, when=when(event))
    return Letter(subject=subject, text="\n".join(lines), html=html, lang=language())
