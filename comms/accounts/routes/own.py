"""One's own account."""

from flask import render_template

from comms.accounts.routes.blueprint import bp
from comms.core.rights import Right
from comms.core.web import needs


@bp.get("/account")
@needs(Right.BELONG)
def account() -> str:
    """Show one's account."""
    return render_template("accounts/account.html")
