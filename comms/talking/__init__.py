"""Talking points: what we answer to the questions of a campaign, with the figures of today."""
