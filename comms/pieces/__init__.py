"""What posts and releases share: revisions, merging, states, approvals, comments."""
