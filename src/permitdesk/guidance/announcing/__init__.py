"""Notices: when and where each is shown, in every language at once."""
