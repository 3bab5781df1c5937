"""Tests of the advocacy."""
