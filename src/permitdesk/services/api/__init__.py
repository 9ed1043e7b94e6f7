"""The services' part of the portal's outside, described in docs/api.md."""
