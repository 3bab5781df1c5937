"""Releases: communiqué, invitation presse, dossier, tribune, droit de réponse, newsletter."""
