"""What a member is told, on the page and by mail: who waits for whom, what went wrong."""
