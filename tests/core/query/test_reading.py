"""Reading a query: what it means, and where and why it is refused."""

import pytest

from comms.core.query import Document, Lookout, QueryRefused, Reason, read
from comms.core.query import sentences as _sentences
from comms.core.refusal import taught

WRONG = [
    ("", 0, Reason.EMPTY_QUERY),
    ("  \u200b ", 0, Reason.EMPTY_QUERY),
    ("a ()", 2, Reason.EMPTY_GROUP),
    ('a ""', 2, Reason.EMPTY_PHRASE),
    ('a "- *"', 2, Reason.EMPTY_PHRASE),
    ("a *", 2, Reason.NO_WORD),
    ("a -", 2, Reason.NO_WORD),
    ("a =", 2, Reason.NO_WORD),
    ("a #2", 2, Reason.NO_WORD),
    ("a 🙂", 2, Reason.NO_WORD),
    ("a b*c", 2, Reason.STAR_INSIDE),
    ("a ab*", 2, Reason.STAR_TOO_EARLY),
    ("a ½ab*", None, None),
    ("a œu*", None, None),
    ("a =Word*", 2, Reason.STAR_WITH_SIGN),
    ("a ~word*", 2, Reason.STAR_WITH_SIGN),
    ("a Calais:x", 2, Reason.FIELD_UNKNOWN),
    ("a Title:x", 2, Reason.FIELD_UNKNOWN),
    ("a 12:30", None, None),
    ("a title: x", 2, Reason.FIELD_ALONE),
    ("a title:(x)", 2, Reason.FIELD_ALONE),
    ("a url:x*", 2, Reason.SIGN_ON_ADDRESS),
    ("a source:=x", 2, Reason.SIGN_ON_ADDRESS),
    ("a lang:fr#2", 2, Reason.SIGN_ON_ADDRESS),
    ("a b#0", 2, Reason.COUNT_ZERO),
    ("a NEAR/ b", 2, Reason.NEAR_DISTANCE),
    ("a NEAR/101 b", 2, Reason.NEAR_DISTANCE),
    ("a ONEAR/-1 b", 2, Reason.NEAR_DISTANCE),
    ("a NEAR title:b", 7, Reason.NEAR_OPERAND),
    ("b#2 NEAR a", 0, Reason.NEAR_OPERAND),
    ("a NEAR (b c)", 7, Reason.NEAR_OPERAND),
    ("a NEAR (b NEAR c)", 7, Reason.NEAR_OPERAND),
    ("a NEAR -b", 7, Reason.NEAR_OPERAND),
    ("a NEAR (b OR (c OR d))", None, None),
    ("a AND", 2, Reason.SIDE_MISSING),
    ("OR b", 0, Reason.SIDE_MISSING),
    ("a AND OR b", 2, Reason.SIDE_MISSING),
    ("a NEAR", 2, Reason.SIDE_MISSING),
    ("a NOT", 2, Reason.SIDE_MISSING),
    ("(a", 0, Reason.PARENTHESIS_UNPAIRED),
    ("(a AND", 0, Reason.PARENTHESIS_UNPAIRED),
    ("a)", 1, Reason.PARENTHESIS_UNPAIRED),
    ('a "b', 2, Reason.QUOTE_UNPAIRED),
    ("a « b", 2, Reason.QUOTE_UNPAIRED),
    ("a b»", 3, Reason.QUOTE_UNPAIRED),
    ("a b OR c", 4, Reason.MIXED),
    ("a OR b c", 7, Reason.MIXED),
    ("a OU b ET c", 7, Reason.MIXED),
    ("(a b) OR c", None, None),
    ("NOT a", 0, Reason.MATCHES_EMPTY),
    ("a OR NOT b", 5, Reason.MATCHES_EMPTY),
    ("-a NEAR b", 0, Reason.MATCHES_EMPTY),
    ("a NOT b", None, None),
    ("NOT NOT a", None, None),
    ("(" * 50 + "a" + ")" * 50, None, None),
    ("(" * 51 + "a" + ")" * 51, 50, Reason.TOO_DEEP),
    ("a " * 500, None, None),
    ("a " * 501, 1000, Reason.TOO_MANY_TERMS),
    ("NOT " * 5001 + "a", 0, Reason.MATCHES_EMPTY),
]


@pytest.mark.parametrize(("query", "at", "reason"), WRONG, ids=[each[0][:20] for each in WRONG])
def test_a_wrong_query_is_refused_where_the_wrong_piece_begins(query, at, reason):
    if reason is None:
        assert read(query).text == query
        return

    with pytest.raises(QueryRefused) as refusal:
        read(query)

    assert (refusal.value.at, refusal.value.reason) == (at, reason)


MEANT = [
    ("a b OR c", ["(a b) OR c", "a (b OR c)"]),
    ("(x OR a b) -d", ["(x OR (a b)) -d", "((x OR a) b) -d"]),
    ("a OU -b c NEAR d", ["a OU (-b c NEAR d)", "(a OU -b) c NEAR d"]),
    ("a SAUF b OU c", ["(a SAUF b) OU c", "a SAUF (b OU c)"]),
    ("titre:Calais", ["title:Calais", '"titre Calais"']),
    ("titre: Calais", ["title:Calais", "titre Calais"]),
    ("https://exemple.org/a", ["url:https://exemple.org/a"]),
    ("title:(x OR y) z", ["(title:x OR title:y) z", "title (x OR y) z"]),
    ("exp*uls", ["exp*", "expuls"]),
    ("=exp*", ["=exp", "exp*"]),
    ("url:x#2", ["url:x"]),
    ("a NEAR/300 b", ["a NEAR/100 b", "a NEAR b"]),
    ("a NEAR (b c)", ["a NEAR (b OR c)", 'a NEAR "b c"']),
    ("a NEAR -b", ["a -b"]),
    ("a AND", ["a"]),
    ("(a b", ["(a b)", "a b"]),
    ('("a b)', ['("a b")', "( a b)"]),
    ("« a b", ["« a b »", "a b"]),
    ("a#0", ["a"]),
    ("NOT a", []),
]


@pytest.mark.parametrize(("query", "meant"), MEANT, ids=[each[0] for each in MEANT])
def test_a_refusal_shows_what_was_probably_meant(query, meant):
    with pytest.raises(QueryRefused) as refusal:
        read(query)

    assert list(refusal.value.meant) == meant


def test_every_reason_has_its_sentence():
    assert set(Reason) <= taught()
    assert _sentences.__doc__


def test_a_reason_is_said_with_the_piece_as_typed(here):
    with pytest.raises(QueryRefused) as refusal:
        read("a ex\u00adp*uls")

    assert "« ex\u00adp*uls »" in refusal.value.sentences()[0].replace("\u00a0", " ")


def test_a_query_may_hold_format_characters_anywhere():
    lookout = Lookout({1: read("\u200fa\u200bb AN\u200dD c")})

    assert list(lookout.hits(Document(text="c ab"))) == [1]
    assert lookout.hits(Document(text="c and a b")) == {}
