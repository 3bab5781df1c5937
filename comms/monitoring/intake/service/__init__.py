"""What intake does: asks the sources, keeps what is new, remembers how each was."""
