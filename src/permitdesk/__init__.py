"""Permitdesk: a multilingual service portal for a district immigration office, on Plone."""
