"""The applicant's side of a case: its status, by reference and access code."""
