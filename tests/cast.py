"""The invented people of the tests, and their browsers."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.accounts import queries
from comms.accounts.models import Member
from comms.accounts.routes import browser
from comms.accounts.service import hashing, sessions
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Actor, College, Role

PASSPHRASE = "marée haute sur la digue"


class Cast:
    """Makes members as they are asked for; each comes signed in."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def actor(
        self, name: str = "ines", role: Role = Role.AUTHOR, college: College | None = None
    ) -> Actor:
        """Return a member as verbs see them; made the first time. Commits."""
        email = f"{name}@exemple.org"
        with self.app.app_context():
            member = db.session.scalar(select(Member).where(Member.email_key == email))
            if member is None:
                member = Member(
                    email=email,
                    email_key=email,
                    name=name.capitalize(),
                    role=role,
                    college=college,
                    passphrase=hashing.hash_of(PASSPHRASE),
                    made_at=clock.now(),
                )
                db.session.add(member)
                db.session.commit()
            return queries.actor(member)

    def browser(
        self, name: str = "ines", role: Role = Role.AUTHOR, college: College | None = None
    ) -> FlaskClient:
        """Return a browser in which this member is signed in, straight through a session row."""
        someone = self.actor(name, role, college)
        client = self.app.test_client()
        with self.app.app_context(), client.session_transaction() as cookie:
            member = db.session.get_one(Member, someone.id)
            browser.carry(cookie, sessions.begin(member, "Firefox, Linux"))
            db.session.commit()
        return client
