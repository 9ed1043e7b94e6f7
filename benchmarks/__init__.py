"""Measures permitdesk against stock Plone and stock easyform; ``make bench`` runs it."""
