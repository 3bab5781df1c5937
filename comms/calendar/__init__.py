"""The calendar: what leaves when, and the days that matter."""
