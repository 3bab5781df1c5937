"""Who goes first when the processor is short: pages, before what nobody waits for."""

import os
import sys
import threading

# Niceness: a quarter and a tenth of what others get, when all want it (sched(7)).
BEHIND, LAST = 5, 10


def give_way(niceness: int) -> None:
    """Let this thread stand behind others from now on; there is no way back.

    Linux knows a niceness a thread (setpriority(2)). Elsewhere it would be the whole process's,
    with what must leave in time: nothing is done there.
    """
    if sys.platform == "linux":
        me = threading.get_native_id()
        now = os.getpriority(os.PRIO_PROCESS, me)
        os.setpriority(os.PRIO_PROCESS, me, max(now, niceness))
