"""Trying a service: what answers come to, examples and how they differ, sent applications."""
