"""What answers come to in one state of a service: what is asked, said, needed, charged, and where
it goes. Pure but for texts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from permitdesk.casework import Destination
from permitdesk.core.languages import SOURCE
from permitdesk.district import municipalities
from permitdesk.intake import Form
from permitdesk.services import prerequisites_for
from permitdesk.services.definition import Definition, Revision

# Texts of a service that stand on its receipt and in what follows it.
LETTER = ("service.title", "service.next", "service.receipt")


@dataclass(frozen=True)
class Outcome:
    """``questions`` are names in the order asked, those in rows as ``group.0.field``; ``hints`` and
    ``documents`` ids; ``prerequisites`` states by id; ``errors`` German messages by name;
    ``letter`` the German texts of the receipt by key. ``stopped``: nobody could send it.

    ``fee`` has ``summary`` in words and the names of its ``lines``; None where there is none.
    ``desk`` is ``unit/desk`` or empty where nobody was asked; ``desk_title`` and ``why`` say it.
    """

    questions: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    prerequisites: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    fee: Mapping[str, object] | None = None
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stopped: bool = False
    letter: Mapping[str, str] = field(default_factory=dict)
    desk: str = ""
    desk_title: str = ""
    why: str = ""

    def data(self) -> dict[str, object]:
        """As JSON, in the shape that an example keeps."""
        found = asdict(self)
        for name in ("questions", "hints", "documents"):
            found[name] = list(found[name])
        found["errors"] = {name: list(texts) for name, texts in self.errors.items()}
        return found


def form_for(
    revision: Revision,
    answers: Mapping[str, object],
    documents: Sequence[str] | Mapping[str, int],
    today: date,
) -> Form:
    """Answers and documents as the wizard would hold them, in German."""
    counts = documents if isinstance(documents, Mapping) else dict.fromkeys(documents, 1)
    return Form(revision, SOURCE, answers, counts, today)


def outcome_of(form: Form) -> Outcome:
    """What a form comes to; who it goes to is added by ``with_desk``."""
    form = replace(form, language=SOURCE)
    prerequisites = prerequisites_for(form.definition, form.seen, form.today)
    hints = form.hints()
    return Outcome(
        questions=tuple(name for step in form.steps for name in form.names(step)),
        hints=tuple(hint.id for hint in hints),
        prerequisites={each.id: state for each, state in prerequisites},
        documents=tuple(each.id for each in form.requirements()),
        fee=_fee(form.fees),
        errors={name: tuple(map(str, texts)) for name, texts in form.errors().items()},
        stopped=form.elsewhere() is not None or any(hint.kind == "stop" for hint in hints),
        letter={
            key: form.revision.sources[key] for key in LETTER if form.revision.sources.get(key)
        },
    )


def with_desk(outcome: Outcome, found: Destination | None) -> Outcome:
    """The same with the desk that it would go to."""
    if found is None:
        return outcome
    title = f"{found.unit_title} · {found.desk_title}"
    return replace(outcome, desk=found.desk, desk_title=title, why=found.why)


def _fee(fees: Mapping[str, object] | None) -> dict[str, object] | None:
    if fees is None:
        return None
    return {"summary": fees["summary"], "lines": [line["fee"] for line in fees["lines"]]}


def at_home(definition: Definition, answers: Mapping[str, object]) -> Mapping[str, object]:
    """Answers whose person lives in the office's first municipality where they do not say: shipped
    examples must come to the same in every office."""
    asked = definition.marked("municipality")
    if asked is None or asked.name in answers:
        return answers
    ours = next((each.code for each in municipalities() if each.authority is None), None)
    return answers if ours is None else {**answers, asked.name: ours}
