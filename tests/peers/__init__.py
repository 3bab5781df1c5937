"""The real servers and the browser that tests talk to, on this machine alone."""

from tests.peers.database import as_new, on_server, postgres, postgres_programs
from tests.peers.opened import Opened, opened
from tests.peers.post import Post, Taken, post
from tests.peers.running import Running, running
from tests.peers.waiting import absent, answers_on, free_port, quick_folder, wait_for

__all__ = [
    "Opened",
    "Post",
    "Running",
    "Taken",
    "absent",
    "answers_on",
    "as_new",
    "free_port",
    "on_server",
    "opened",
    "post",
    "postgres",
    "postgres_programs",
    "quick_folder",
    "running",
    "wait_for",
]
