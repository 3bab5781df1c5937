"""Whose a host is: a name under « asso.fr » is a house, a path of « medium.com » is none."""

import pytest

from comms.core.houses import house_of


@pytest.mark.parametrize(
    ("host", "house"),
    [
        ("www.lemonde.fr", "lemonde.fr"),
        ("WWW.LeMonde.fr.", "lemonde.fr"),
        ("presse.exemple.asso.fr", "exemple.asso.fr"),
        ("www.pas-de-calais.gouv.fr", "pas-de-calais.gouv.fr"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("une.github.io", "une.github.io"),
        ("cdn.une.netlify.app", "une.netlify.app"),
        ("une.wordpress.com", "une.wordpress.com"),
        ("www.une.over-blog.com", "une.over-blog.com"),
        ("medium.com", ""),
        ("www.medium.com", ""),
        ("www.youtube.com", ""),
        ("été.fr", "xn--t-9fab.fr"),
        ("www.xn--t-9fab.fr", "xn--t-9fab.fr"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_each_house_has_its_hosts(host: str, house: str) -> None:
    assert house_of(host) == house
