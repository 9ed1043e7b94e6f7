"""A portal over HTTP with the shipped services and a service designer."""
