"""Alerts: who asked is told by mail of what a watch caught, once a story."""
