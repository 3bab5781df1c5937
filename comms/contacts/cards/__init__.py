"""One person on one page, and the page the book opens with: they show all its rooms."""
