"""Three people write, schedule, hold, restore and approve in any order: nothing leaves unapproved.

The machine keeps its own book of who said yes to what, by other means than the product, and looks
at each thing that leaves whether the book agrees. No word typed and no revision is ever lost.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from comms.core.rights import College, Role
from comms.factory import House
from tests.cast import Cast
from tests.pieces.orders import Interleavings
from tests.writing import channel, named, press_list

ENOUGH = 200  # orders among which something has certainly left
# A thousand in all, in parts that several workers take: 900 on SQLite, the rest on PostgreSQL.
PARTS = [
    pytest.param(orders, marks=pytest.mark.slow, id=f"part {part}")
    for part, orders in ((2, 300), (3, 300), (4, 200))
]


@pytest.mark.parametrize("examples", [100, *PARTS])
def test_nothing_leaves_unapproved_and_no_revision_is_lost(
    app: House, cast: Cast, examples: int
) -> None:
    Interleavings.house = app
    Interleavings.people = {
        "ines": cast.actor("ines"),
        "lea": cast.actor("lea", Role.APPROVER, College.STAFF),
        "anne": cast.actor("anne", Role.APPROVER, College.BOARD),
    }
    Interleavings.lists = (
        press_list(app, "Littoral", "ada@a.example"),
        press_list(app, "Nationale", "karim@b.example"),
    )
    Interleavings.channels = (channel(app), channel(app, "À la main", network="mastodon"))
    Interleavings.left_in_all = []
    named(app)

    # PostgreSQL takes five times as long for each: a tenth of the orders is drawn there.
    drawn = examples if app.extensions["settings"].is_sqlite else examples // 9 + 1

    run_state_machine_as_test(
        Interleavings,
        settings=settings(
            max_examples=drawn,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    # About one order in thirty lets something leave: of a few, none may.
    assert Interleavings.left_in_all or drawn < ENOUGH, "nothing was tried"
