"""Sets the portal up, starts, stops and checks it: what the Makefile calls.

Standard library only, because it runs before anything is installed.
"""
