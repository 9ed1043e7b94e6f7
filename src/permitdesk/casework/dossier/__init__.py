"""What staff note beside a case: notes, tasks, labels, links, certificates; and its whole history.

None of it is the applicant's to see: it lies in a log of its own, which the applicant's side never
reads (``log.py``).
"""
