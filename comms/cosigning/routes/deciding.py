"""What every button of the association's pages does: one verb, a sentence, back to the page."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.web import current_member, flash_refusal
from comms.cosigning.models import Collection, Invited, PartnerKit
from comms.cosigning.routes.blueprint import page_of

Done = TypeVar("Done", covariant=True)
Thing = TypeVar("Thing", Collection, PartnerKit, Invited, contravariant=True)


class Verb(Protocol[Thing, Done]):
    """What a member does to a thing."""

    def __call__(self, thing: Thing, /, *, actor: Actor) -> Done:
        """Do it."""


def decide(
    thing: Thing, verb: Verb[Thing, Done], said: str | Callable[[Done], str]
) -> ResponseReturnValue:
    """Have the member do something to a collection, a kit or an invitation; say it, go back."""
    home = _home_of(thing)
    try:
        done = verb(thing, actor=current_member())
        flash(said if isinstance(said, str) else said(done))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(home, 303)


def _home_of(thing: Collection | PartnerKit | Invited) -> str:
    if isinstance(thing, Invited):
        return page_of(thing)
    page = ".show" if isinstance(thing, Collection) else ".show_kit"
    return url_for(page, piece_id=thing.piece_id)
