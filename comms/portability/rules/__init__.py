"""The demonstration: an invented association and a month of its work, told from today on."""
