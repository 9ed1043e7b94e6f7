from guidance.builders import an_editor, make, visitor  # noqa: F401
