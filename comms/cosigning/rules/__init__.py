"""What partners may do until when, and what their signatures are worth."""
