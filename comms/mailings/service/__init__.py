"""What happens to a release on its way by mail: planned, opened, carried, decided."""
