"""Figures: the numbers we stand by, each with its source and with who checked it."""
