"""News: what has changed, with its day; on a page of its own and in the feed."""
