"""What is an erratum, by which steps it is put right, and until when the law lets one ask."""
