"""A page is shown again with what was typed, in the form that sent it and in no other."""

from comms.core.refilling import refilled

PAGE = """<form action="/other"><textarea name="text">x</textarea></form>
<form method="post" action="/note">
  <input type="hidden" name="csrf_token" value="now"><input type="hidden" name="of" value="1">
  <textarea name="text">not this row</textarea>
</form>
<form method="post" action="/note" id="second">
  <input type="hidden" name="of" value="2">
  <input name="who" value="Ada" data-value="kept">
  <input type="password" name="secret" value="">
  <details class="more"><summary>plus</summary><textarea name="text" rows="2">
was &lt;b&gt;</textarea></details>
  <select name="to"><option value="1" selected>a</option><option value="2">b</option></select>
  <input type="checkbox" name="ok" value="1" checked>
</form>
<input name="why" form="second" value=""><button form="second" formaction="/note/ask">?</button>"""
SENT = {
    "of": ["2"],
    "who": ['Zoé "l’Été"'],
    "text": ["deux\r\n<lignes>"],
    "to": ["2"],
    "why": ["parce que"],
    "secret": ["motdepasse"],
    "csrf_token": ["old"],
}


def test_words_come_back_to_the_form_that_sent_them() -> None:
    page, has_words = refilled(PAGE, "/here", "/note/ask", SENT)

    assert has_words
    for said in (
        '<textarea name="text">x</textarea>',
        "not this row",
        'value="now"',
        '<input value="Zoé &quot;l’Été&quot;" name="who" data-value="kept">',
        '<details open class="more">',
        'rows="2">\ndeux\n&lt;lignes&gt;</textarea>',
        '<option value="1">a</option><option selected value="2">b',
        '<input type="checkbox" name="ok" value="1">',
        '<input value="parce que" name="why" form="second">',
        'name="secret" value=""',
    ):
        assert said in page


def test_words_come_back_though_what_was_read_beside_them_is_another_now() -> None:
    form = (
        '<form method="post" action="/no">'
        '<input type="hidden" name="read" value="new" data-seen>'
        '<input name="why"></form>'
    )

    page, has_words = refilled(form, "/here", "/no", {"read": ["old"], "why": ["trop tard"]})

    assert has_words
    assert 'name="read" value="new"' in page
    assert 'value="trop tard"' in page


def test_a_form_that_asks_for_a_page_is_not_the_one_that_was_sent() -> None:
    asks = '<form action="/no"><input name="days"></form>'
    sends = '<form method="post" action="/no"><input name="why"></form>'

    page, has_words = refilled(asks + sends, "/here", "/no", {"why": ["ainsi"]})

    assert (has_words, page.startswith(asks)) == (True, True)


def test_a_form_of_another_address_or_of_other_rows_stays() -> None:
    assert refilled(PAGE, "/here", "/elsewhere", SENT) == (PAGE, False)
    assert refilled(PAGE, "/here", "/note", SENT | {"of": ["3"]}) == (PAGE, False)
    assert not refilled(PAGE, "/here", "/note", {"of": ["2"], "to": ["1"]})[1]
