"""The watch of the press: sources, what they show, what is looked for in it, what was found."""
