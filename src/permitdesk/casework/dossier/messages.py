"""Replying in words that staff maintain: a text module, own words, or one after the other."""

from permitdesk.casework import caseworker
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.text_module import MESSAGE, TextModule
from permitdesk.casework.checklist.text_store import text_modules
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option

NOTHING = _(
    "casework_dossier_message_empty", default="Schreiben Sie etwas oder wählen Sie einen Text."
)


def modules(case) -> list[TextModule]:
    """The text modules for messages that a case's unit has."""
    return text_modules(case, MESSAGE)


def module_field(name: str, case) -> Field:
    """Asks which text to send; own words go with it or instead of it."""
    title = _("casework_dossier_message_module", default="Textbaustein")
    options = tuple(Option(each.id, each.title) for each in modules(case))
    return Field(name, "choice", str(say(title, SOURCE)), options=options)


def check(form: Questions, module: str, text: str) -> bool:
    """Whether there is something to send; ``module`` and ``text`` are names of questions."""
    form.check()
    if not form.said and not form.answers.get(module) and not form.answers.get(text):
        form.complain(text, NOTHING)
    return not form.said


def write(case, module: str, text: str, key: str) -> bool:
    """Send a text module, own words, or both as two messages; False for what is there already.
    Raises LookupError for a module that there is not."""
    sent = False
    if module:
        chosen = next((each for each in modules(case) if each.id == module), None)
        if chosen is None:
            raise LookupError(module)
        sent = judging.send_text(case, chosen, f"{key}m" if key else "")
    if text:
        sent = caseworker.write(case, text, key) or sent
    return sent
