"""What the association and its partners do with a joint statement and with a kit."""
