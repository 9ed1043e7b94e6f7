"""The case as a whole: its page with the parts of all workrooms, and its API."""
