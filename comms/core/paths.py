"""Ways back: which address may be followed after a form."""


def is_own_path(path: str) -> bool:
    """Say whether a text is a path of this house; anything a browser may read as a host is not."""
    return (
        path.startswith("/")
        and not path.startswith("//")
        and "\\" not in path
        and path.isprintable()
    )


def own_path(path: str | None) -> str:
    """Return a path to go on to, or the first page when it is not one of ours."""
    return path if path and is_own_path(path) else "/"
