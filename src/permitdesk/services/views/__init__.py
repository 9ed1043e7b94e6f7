"""Pages of a service: the way to its address, its editor, its revisions."""
