"""Ideas: what might be said, before a piece exists; anyone proposes."""
