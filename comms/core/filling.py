"""Templates filled in for what is no page: a mail, a document, a part of a page."""

from flask import Flask, current_app

from comms.core.html import Markup, render


def fill(template: str, **facts: object) -> Markup:
    """Return a template of ours filled in; it escapes what it is given."""
    made = current_app.jinja_env.get_template(template).render(**facts)
    return Markup(made)


def install(app: Flask) -> None:
    """Let templates render Markdown: `{{ text | markdown }}`."""
    app.jinja_env.filters["markdown"] = render
