"""The workplace: which cases there are, in which order they matter, and what is done with many."""
