"""Flyers: a question, its answer and the steps, on a page and on paper; posters of notices."""
