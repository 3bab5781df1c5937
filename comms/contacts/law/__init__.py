"""What the law gives people: told once, heard when they say no, shown all we hold, erased."""
