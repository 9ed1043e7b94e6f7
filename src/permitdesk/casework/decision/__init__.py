"""From review to the end: hearing, decision, its formal delivery, and what the applicant is told.

``record`` writes, ``standing`` reads; a state of these is never reached without its record.
"""
