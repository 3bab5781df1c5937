"""What happens to a press review: composed, prepared, asked for, sent, carried, decided."""
