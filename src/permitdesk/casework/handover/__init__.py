"""Giving a case away: to another desk, to another authority, to the office's own system."""
