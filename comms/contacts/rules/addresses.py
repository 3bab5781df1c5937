"""When two addresses are the same."""


def email_key(email: str) -> str:
    """Return what two equal addresses share: case folded on both sides of the @, no more."""
    return email.strip().casefold()
