"""The members, as those who let others in keep them."""

import pytest
from flask import Flask
from sqlalchemy import select

from comms.accounts.models import Device, Member, RecoveryCode
from comms.accounts.rules.roles import RoleWrong, obstacles_to_leaving, obstacles_to_role
from comms.audit.models import AuditLine
from comms.core.db import db
from comms.core.rights import College, Role
from tests.accounts.doors import enrol, enter
from tests.cast import Cast

PAGES = ("/settings/members", "/settings/members/{id}")
ACTS = ("role", "link", "factor")


# Rules


@pytest.mark.parametrize(
    ("role", "college", "wrong"),
    [
        ("author", None, []),
        ("approver", "staff", []),
        ("admin", "board", []),
        ("admin", None, []),
        ("approver", None, [RoleWrong.COLLEGE_MISSING]),
        ("approver", "presse", [RoleWrong.COLLEGE_UNKNOWN]),
        ("chef", None, [RoleWrong.UNKNOWN]),
        ("", "", [RoleWrong.UNKNOWN]),
    ],
)
def test_a_role_and_its_college_fit(role: str, college: str | None, wrong: list[RoleWrong]) -> None:
    assert obstacles_to_role(role, college) == wrong


def test_the_last_administrator_stays() -> None:
    assert obstacles_to_leaving(1, {1}) == [RoleWrong.LAST_ADMIN]
    assert obstacles_to_leaving(1, {1, 2}) == []
    assert obstacles_to_leaving(1, {2}) == []


# Pages


@pytest.mark.parametrize("role", [Role.GUEST, Role.AUTHOR, Role.APPROVER])
def test_members_are_kept_by_administrators_alone(cast: Cast, role: Role) -> None:
    number = cast.actor("zoe").id
    browser = cast.browser("qui", role, College.STAFF)

    pages = [browser.get(path.format(id=number)) for path in PAGES]
    acts = [browser.post(f"/settings/members/{number}/{act}") for act in ACTS]

    assert {each.status_code for each in [*pages, *acts]} == {403}


def test_members_are_shown_with_what_they_may(cast: Cast) -> None:
    cast.actor("sacha", Role.APPROVER, College.BOARD)

    page = cast.browser("ada", Role.ADMIN).get("/settings/members").text

    assert "sacha@exemple.org" in page
    assert "conseil d’administration" in page
    assert "second facteur à régler" in page


def test_another_role_ends_every_session(app: Flask, cast: Cast) -> None:
    ines, theirs = cast.actor("ines"), cast.browser("ines")
    admin = cast.browser("ada", Role.ADMIN)

    answer = admin.post(
        f"/settings/members/{ines.id}/role", data={"role": "approver", "college": "staff"}
    )

    assert (answer.status_code, answer.location) == (303, "/settings/members")
    assert theirs.get("/").status_code == 303
    assert enter(app.test_client()).location.startswith("/login/second")
    with app.app_context():
        member = db.session.get_one(Member, ines.id)
        assert (member.role, member.college) == (Role.APPROVER, College.STAFF)


def test_the_same_role_ends_nothing(cast: Cast) -> None:
    sacha = cast.actor("sacha", Role.APPROVER, College.STAFF)
    theirs = cast.browser("sacha")

    cast.browser("ada", Role.ADMIN).post(
        f"/settings/members/{sacha.id}/role", data={"role": "approver", "college": "staff"}
    )

    assert theirs.get("/").status_code == 200


def test_a_role_below_has_no_college(app: Flask, cast: Cast) -> None:
    sacha = cast.actor("sacha", Role.APPROVER, College.STAFF)

    cast.browser("ada", Role.ADMIN).post(
        f"/settings/members/{sacha.id}/role", data={"role": "author", "college": "staff"}
    )

    with app.app_context():
        assert db.session.get_one(Member, sacha.id).college is None


@pytest.mark.parametrize(
    ("act", "form"),
    [("/settings/members/{}/role", {"role": "author"}), ("/handover/{}/close", {})],
)
def test_the_last_administrator_neither_steps_down_nor_leaves(
    app: Flask, cast: Cast, act: str, form: dict[str, str]
) -> None:
    ada, browser = cast.actor("ada", Role.ADMIN), cast.browser("ada")

    page = browser.post(act.format(ada.id), data=form, follow_redirects=True)

    assert "dernière personne qui administre" in page.text
    with app.app_context():
        member = db.session.get_one(Member, ada.id)
        assert (member.role, member.closed_at) == (Role.ADMIN, None)


def test_an_administrator_steps_down_while_another_stays(app: Flask, cast: Cast) -> None:
    ada, browser = cast.actor("ada", Role.ADMIN), cast.browser("ada")
    cast.actor("eve", Role.ADMIN)

    browser.post(f"/settings/members/{ada.id}/role", data={"role": "author"})

    assert browser.get("/").status_code == 303
    with app.app_context():
        assert db.session.get_one(Member, ada.id).role == Role.AUTHOR


def test_a_closed_account_leaves_a_name_and_nothing_else(app: Flask, cast: Cast) -> None:
    sacha = cast.actor("sacha", Role.APPROVER, College.STAFF)
    theirs, _secret = enrol(app, "sacha@exemple.org", is_own=True)
    admin = cast.browser("ada", Role.ADMIN)

    admin.post(f"/handover/{sacha.id}/close")

    assert theirs.get("/").status_code == 303
    assert enter(app.test_client(), "sacha@exemple.org").status_code == 422
    listed, left = admin.get("/settings/members").text.split("<main")[1].split("<details")
    assert ("Sacha" in listed, "Sacha" in left) == (False, True)
    assert admin.get(f"/settings/members/{sacha.id}").status_code == 404
    with app.app_context():
        member = db.session.get_one(Member, sacha.id)
        assert (member.name, member.email, member.passphrase, member.totp) == (
            "Sacha",
            "",
            "",
            None,
        )
        assert "sacha" not in member.email_key
        for kind in (Device, RecoveryCode):
            assert db.session.scalars(select(kind)).all() == []


def test_an_address_that_left_may_come_back(app: Flask, cast: Cast) -> None:
    ines, admin = cast.actor("ines"), cast.browser("ada", Role.ADMIN)
    admin.post(f"/handover/{ines.id}/close")

    answer = admin.post(
        "/settings/members", data={"name": "Inès", "email": "ines@exemple.org", "role": "author"}
    )

    assert answer.status_code == 303


def test_a_lost_second_factor_is_set_up_anew(app: Flask, cast: Cast) -> None:
    sacha = cast.actor("sacha", Role.APPROVER, College.STAFF)
    theirs, _secret = enrol(app, "sacha@exemple.org", is_own=True)

    cast.browser("ada", Role.ADMIN).post(f"/settings/members/{sacha.id}/factor")

    assert theirs.get("/").status_code == 303
    door = enter(theirs, "sacha@exemple.org")
    assert "<svg" in theirs.get(door.location).text


def test_what_is_done_to_members_is_written_down(app: Flask, cast: Cast) -> None:
    ines, ada = cast.actor("ines"), cast.actor("ada", Role.ADMIN)
    browser = cast.browser("ada")
    browser.post(f"/settings/members/{ines.id}/role", data={"role": "guest"})
    browser.post(f"/handover/{ines.id}/close")

    with app.app_context():
        lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id)).all()
        told = [(line.actor, line.act, line.object) for line in lines]
        assert told == [
            (ada.id, "member.role_changed", f"member:{ines.id}"),
            (ada.id, "factor.dropped", f"member:{ines.id}"),
            (ada.id, "member.closed", f"member:{ines.id}"),
        ]
