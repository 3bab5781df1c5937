"""What people do with sources: bring lists in and out, follow one more, pause, let go."""
