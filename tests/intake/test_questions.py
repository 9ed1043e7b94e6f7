"""Questions of a page's own."""

from permitdesk.intake import Questions
from permitdesk.services.definition import Field


def test_each_error_names_its_question():
    asked = [Field("reason", "text", "Grund", required=True), Field("day", "date", "Tag")]
    questions = Questions(asked, "de", {})
    assert not questions.check()
    (error,) = questions.errors
    assert error.target == "f-reason"
    assert str(error.message).startswith("Grund: ")
    assert not questions.widgets[0].error or "Grund:" not in str(questions.widgets[0].error)
