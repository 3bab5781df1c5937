"""What a file means and what becomes of its rows; without a database."""
