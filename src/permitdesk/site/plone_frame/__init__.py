"""Plone's own screens, on which editors and administrators work, within our frame."""
