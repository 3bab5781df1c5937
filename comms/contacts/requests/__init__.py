"""What journalists ask, who may answer, and what is to be done again with people."""
