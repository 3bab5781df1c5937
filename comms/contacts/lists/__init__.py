"""Lists of people: by hand or by a search of the book; whom a release leaves to."""
