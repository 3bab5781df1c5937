"""Feeds: from the bytes of any format to plain values, read where a hostile one can be killed."""
