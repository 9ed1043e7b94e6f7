from added_language import asked  # noqa: F401
from guidance.builders import an_editor, make, visitor  # noqa: F401
from guidance.translating import page  # noqa: F401
