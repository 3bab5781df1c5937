"""Porte-voix: the communications and press office of a small association."""

import atexit
import gc

# Python looks for rubbish after 700 new objects: an eighth of the time a command takes to start.
gc.set_threshold(50_000, 10, 10)
# At its end it looks at every object once more before dropping it: a third of a short command.
atexit.register(gc.freeze)
