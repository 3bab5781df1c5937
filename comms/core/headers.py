"""What every answer says to the browser, and whom we listen to: our own origin, nothing else."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from comms.core.settings import Settings
from comms.core.web import SAFE, TRACELESS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FOR_EVER = "public, max-age=31536000, immutable"
# A mail program unsubscribes with one POST and no page before it (RFC 8058): no cookie is read.
WITHOUT_ORIGIN = frozenset({"mailings.object"}) | TRACELESS
BARE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def _here(settings: Settings) -> list[str]:
    """Return the address as it was typed; where https is spoken, a page without it is no page."""
    return [] if settings.is_https else [request.host_url.rstrip("/")]


def install(app: Flask, settings: Settings) -> None:
    """Check where a request comes from and set the headers of every answer."""
    public = urlsplit(settings.public_url)
    app.config["TRUSTED_HOSTS"] = sorted({public.hostname or "", "127.0.0.1", "localhost"})

    @app.before_request
    def check_origin() -> None:
        if request.method in SAFE or request.endpoint in WITHOUT_ORIGIN:
            return
        origin = request.headers.get("Origin")
        if origin not in (None, settings.public_url, *_here(settings)):
            abort(403)
        if origin is None and request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
            abort(403)

    @app.after_request
    def dress(response: Response) -> Response:
        head = response.headers
        if request.endpoint in TRACELESS:
            head["Content-Security-Policy"] = BARE_POLICY
            head["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            head["Referrer-Policy"] = "no-referrer"
        head.setdefault("Content-Security-Policy", POLICY)
        head["X-Content-Type-Options"] = "nosniff"
        head.setdefault("Referrer-Policy", "same-origin")
        head["Cross-Origin-Opener-Policy"] = "same-origin"
        head["Cross-Origin-Resource-Policy"] = "same-origin"
        head["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if settings.is_https:
            head["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint == "static":
            # A script another one imports has no version in its address: it is asked for anew.
            head["Cache-Control"] = FOR_EVER if "v" in request.args else "no-cache"
        else:
            head.setdefault("Cache-Control", "no-store")
        return response
