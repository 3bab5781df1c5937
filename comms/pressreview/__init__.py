"""The press review: what was kept of some days, story by story, as a document and by mail."""
