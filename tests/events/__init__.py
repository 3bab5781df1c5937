"""Tests of the press events."""
