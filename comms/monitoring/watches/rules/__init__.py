"""What a watch is: how it is written, what it spares, who is told how often, what is our own."""
