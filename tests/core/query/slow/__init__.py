"""A second reading of the query language, slow and plain, written from its page and not from ours.

It shares nothing with `comms.core`: it cuts, folds, reads and weighs by itself, the long way round.
"""

from tests.core.query.slow.reading import No, read
from tests.core.query.slow.weighing import Slow, spans

__all__ = ["No", "Slow", "read", "spans"]
