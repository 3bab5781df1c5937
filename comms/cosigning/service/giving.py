"""Gives what one member looks after to another: open collections, kits that still open."""

from comms.audit import service as audit
from comms.core.rights import Actor
from comms.cosigning.queries import keeping


def hand_over(leaver_id: int, heir_id: int, *, actor: Actor) -> int:
    """Have another member look after the collections and kits of one; return how many."""
    collections, given = keeping.collections_of(leaver_id), keeping.kits_of(leaver_id)
    for collection in collections:
        collection.keeper_id = heir_id
        audit.record(actor.id, "collection.handed_over", "collection", collection.id)
    for kit in given:
        kit.keeper_id = heir_id
        audit.record(actor.id, "kit.handed_over", "kit", kit.id)
    return len(collections) + len(given)
