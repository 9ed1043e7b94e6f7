"""What a service is: definition, revision, conditions, checks of answers, addresses."""

from permitdesk.services import exchange, translations
from permitdesk.services.addresses import (
    FORM,
    address,
    all_services,
    form_address,
    service_by_slug,
    slug_of,
    word_of,
)
from permitdesk.services.announced import LONGEST as LONGEST_LATER
from permitdesk.services.announced import REASONS as LATER_REASONS
from permitdesk.services.announced import Announced, announced_in_words
from permitdesk.services.answers import (
    check_answers,
    check_documents,
    most_rows,
    warnings_for,
)
from permitdesk.services.asked import (
    asked_fields,
    asked_row_fields,
    asked_steps,
    considered,
    following_step,
    hints_for,
    prerequisites_for,
    relevant_answers,
    required_documents,
)
from permitdesk.services.changes import Changes, carry_over, changes, takes_document
from permitdesk.services.clean import clean_answers, clean_text
from permitdesk.services.conditions import holds, is_empty
from permitdesk.services.examples import LARGEST as LARGEST_EXAMPLE
from permitdesk.services.examples import LONGEST_TITLE as LONGEST_EXAMPLE_TITLE
from permitdesk.services.examples import (
    BadExampleError,
    Example,
    accept_outcome,
    drop_example,
    example,
    examples,
    keep_example,
    read_example,
)
from permitdesk.services.fees import fee_estimate, possible_fees
from permitdesk.services.importer import import_library, services_folder, update_library
from permitdesk.services.labels import sources
from permitdesk.services.parse import UnpublishableError, parse
from permitdesk.services.publish import publish, retract
from permitdesk.services.revision import (
    drawn_up,
    edition_of,
    latest,
    published,
    revision,
    thawed,
    unfinished,
    working_definition,
    working_revision,
)
from permitdesk.services.said import SaidPrerequisite, Speaker, prerequisites_said
from permitdesk.services.stock.form import IStockForm
from permitdesk.services.stock.reading import definition_of, revision_of_form
from permitdesk.services.summary import (
    Line,
    requirement_titles,
    sections,
    values_shown,
)
from permitdesk.services.text_places import PARTS, TextPlace
from permitdesk.services.translations import notice_changes, offered, offered_languages
from permitdesk.services.when import Words

# ``definition`` is the module of the values that a definition is made of, ``conditions`` that of
# how conditions are written.
__all__ = (
    "FORM",
    "LARGEST_EXAMPLE",
    "LATER_REASONS",
    "LONGEST_EXAMPLE_TITLE",
    "LONGEST_LATER",
    "PARTS",
    "Announced",
    "BadExampleError",
    "Changes",
    "Example",
    "IStockForm",
    "Line",
    "SaidPrerequisite",
    "Speaker",
    "TextPlace",
    "UnpublishableError",
    "Words",
    "accept_outcome",
    "address",
    "all_services",
    "announced_in_words",
    "asked_fields",
    "asked_row_fields",
    "asked_steps",
    "carry_over",
    "changes",
    "check_answers",
    "check_documents",
    "clean_answers",
    "clean_text",
    "conditions",
    "considered",
    "definition",
    "definition_of",
    "drawn_up",
    "drop_example",
    "edition_of",
    "example",
    "examples",
    "exchange",
    "fee_estimate",
    "following_step",
    "form_address",
    "hints_for",
    "holds",
    "import_library",
    "is_empty",
    "keep_example",
    "latest",
    "most_rows",
    "notice_changes",
    "offered",
    "offered_languages",
    "parse",
    "possible_fees",
    "prerequisites_for",
    "prerequisites_said",
    "publish",
    "published",
    "read_example",
    "relevant_answers",
    "required_documents",
    "requirement_titles",
    "retract",
    "revision",
    "revision_of_form",
    "rules",
    "sections",
    "service_by_slug",
    "services_folder",
    "sheet",
    "slug_of",
    "sources",
    "takes_document",
    "thawed",
    "translations",
    "unfinished",
    "update_library",
    "uses",
    "values_shown",
    "warnings_for",
    "word_of",
    "working_definition",
    "working_revision",
)
