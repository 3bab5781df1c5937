"""Tests of the mentions."""
