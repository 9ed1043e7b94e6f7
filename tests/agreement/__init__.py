"""Whether wizard, API and case page agree, for answers that nobody thought of.

Somebody at a browser without scripts (``walk``) and a program that knows docs/api.md alone
(``form``) apply with the same answers (``answers``), and a caseworker reads both (``office``).
"""
