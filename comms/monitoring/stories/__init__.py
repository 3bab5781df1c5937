"""Stories: all copies of one article are one, whatever the order in which they arrive."""
