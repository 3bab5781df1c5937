"""Everything that leaves or enters this machine: web, mail, images, documents, networks."""
