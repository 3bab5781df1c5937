"""What every room stands on: clock, database, rights, settings, languages. Knows no feature."""
