"""Reads watches: the list, the compiled whole, what a query would have caught."""
