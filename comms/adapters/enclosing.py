"""Pictures inside the page of a mail: mailboxes show those that travel with it, no `data:` address.

Gmail and Outlook drop `data:` addresses and SVG; a part of the mail named by its `cid:` they show.
"""

import hashlib
import re
from base64 import b64decode

_DATA = re.compile(r'src="data:image/(png|jpeg);base64,([A-Za-z0-9+/=]+)"')
Pictures = dict[str, tuple[bytes, str]]  # by their name: what they are, and png or jpeg


def enclosed(page: str) -> tuple[str, Pictures]:
    """Return a page that names its pictures, and the pictures, alike ones once."""
    pictures: Pictures = {}

    def named(found: re.Match[str]) -> str:
        data = b64decode(found[2])
        name = f"{hashlib.sha256(data).hexdigest()[:16]}@pictures"
        pictures[name] = (data, found[1])
        return f'src="cid:{name}"'

    return _DATA.sub(named, page), pictures
