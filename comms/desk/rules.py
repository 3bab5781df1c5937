"""What the desk decides: which way back is one of ours."""


def is_own_path(path: str) -> bool:
    """Say whether a text is a path of this house; anything a browser may read as a host is not."""
    return (
        path.startswith("/")
        and not path.startswith("//")
        and "\\" not in path
        and path.isprintable()
    )
