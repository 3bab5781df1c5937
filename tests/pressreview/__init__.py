"""Tests of the press review."""
