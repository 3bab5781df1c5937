"""The invented people of the tests, and their browsers."""

from flask import Flask
from flask.testing import FlaskClient

from comms.core.rights import Actor, College, Role


class Cast:
    """Makes members as they are asked for; each comes signed in."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def actor(
        self, name: str = "ines", role: Role = Role.AUTHOR, college: College | None = None
    ) -> Actor:
        """Return a member as verbs see them; made the first time."""
        raise NotImplementedError

    def browser(self, name: str = "ines", role: Role = Role.AUTHOR) -> FlaskClient:
        """Return a browser in which this member is signed in."""
        raise NotImplementedError
