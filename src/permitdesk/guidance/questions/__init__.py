"""Frequent questions: one question, one short answer, beside the pages they belong to."""
