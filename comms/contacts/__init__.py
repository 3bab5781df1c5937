"""Press contacts: whom we know, how to reach them, what they wish. Its rooms follow."""
