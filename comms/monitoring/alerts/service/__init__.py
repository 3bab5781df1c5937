"""What happens to alerts: queued as watches catch, carried by mail, decided when in doubt."""
