"""Settings: what the association decided, its channels, and whether the machine is well."""
