"""Who did what to which thing, in a chain that shows when a link was changed; never the content."""
