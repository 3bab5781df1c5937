"""What happens to a press review: composed, prepared, sent, carried, decided."""
