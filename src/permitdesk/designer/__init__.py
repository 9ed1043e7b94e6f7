"""The screens in which district staff configure services: editor, checks, try-out, revisions."""
