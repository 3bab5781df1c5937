"""The archive: what the sources said lately, as queries read it, found again by its words."""
