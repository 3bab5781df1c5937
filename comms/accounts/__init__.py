"""Who is here: members, how they come in, how they are kept out."""
