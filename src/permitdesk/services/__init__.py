"""What a service is: definition, revision, conditions, checks of answers, addresses."""

from permitdesk.services import (
    beginning,
    blocks,
    comparison,
    compose,
    exchange,
    findings,
    own_blocks,
    package,
    review,
    taking,
    translations,
)
from permitdesk.services.addresses import (
    FORM,
    OWN_FORM,
    address,
    all_services,
    form_address,
    own_form_address,
    service_by_id,
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
from permitdesk.services.api.findings import as_data as finding_as_data
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
from permitdesk.services.availability import Availability, availability_of, closed_said
from permitdesk.services.changes import Changes, carry_over, changes, takes_document
from permitdesk.services.checks import findings_of, place_of_key
from permitdesk.services.clean import clean_answers, clean_text
from permitdesk.services.conditions import holds, is_empty
from permitdesk.services.counting import count
from permitdesk.services.examples import LARGEST as LARGEST_EXAMPLE
from permitdesk.services.examples import LONGEST_TITLE as LONGEST_EXAMPLE_TITLE
from permitdesk.services.examples import (
    BadExampleError,
    Example,
    accept_outcome,
    drop_example,
    edition_of_example,
    example,
    examples,
    keep_example,
    read_example,
)
from permitdesk.services.fees import fee_estimate, possible_fees
from permitdesk.services.importer import import_library, services_folder, update_library
from permitdesk.services.labels import sources
from permitdesk.services.parse import UnpublishableError, parse
from permitdesk.services.publish import (
    CONFIGURE,
    PUBLISH,
    NotReleasedError,
    hindrances,
    publish,
    release,
    retract,
)
from permitdesk.services.review import name_publishers
from permitdesk.services.revision import (
    FrozenRevision,
    drawn_up,
    edition_of,
    is_changed,
    latest,
    published,
    revision,
    take_back,
    thawed,
    unfinished,
    working_definition,
    working_revision,
)
from permitdesk.services.said import SaidPrerequisite, Speaker, prerequisites_said
from permitdesk.services.stock.form import IStockForm
from permitdesk.services.stock.reading import definition_of, revision_of_form
from permitdesk.services.studio import STUDIO, studio_entry
from permitdesk.services.summary import (
    Line,
    requirement_titles,
    sections,
    values_shown,
)
from permitdesk.services.text_places import PARTS, TextPlace
from permitdesk.services.told import told
from permitdesk.services.translations import notice_changes, offered, offered_languages
from permitdesk.services.when import Words

# Modules that other rooms may use as they are: ``addresses``, ``availability``, ``comparison``
# (of two states in words), ``conditions`` (how they are written), ``definition`` (the values that
# a definition is made of), ``derived`` (how values that follow from answers are written),
# ``field_titles`` (what kinds, lists and meanings are called), ``findings`` (what was found in a
# working state), ``naming``, ``paper`` and ``paper_files`` (an office's own forms), ``review``
# (what happens to it on its way to the public).
__all__ = (
    "CONFIGURE",
    "FORM",
    "LARGEST_EXAMPLE",
    "LATER_REASONS",
    "LONGEST_EXAMPLE_TITLE",
    "LONGEST_LATER",
    "OWN_FORM",
    "PARTS",
    "PUBLISH",
    "STUDIO",
    "Announced",
    "Availability",
    "BadExampleError",
    "Changes",
    "Example",
    "FrozenRevision",
    "IStockForm",
    "Line",
    "NotReleasedError",
    "SaidPrerequisite",
    "Speaker",
    "TextPlace",
    "UnpublishableError",
    "Words",
    "accept_outcome",
    "address",
    "addresses",
    "all_services",
    "announced_in_words",
    "asked_fields",
    "asked_row_fields",
    "asked_steps",
    "availability",
    "availability_of",
    "beginning",
    "blocks",
    "carry_over",
    "changes",
    "check_answers",
    "check_documents",
    "choices",
    "clean_answers",
    "clean_text",
    "closed_said",
    "comparison",
    "compose",
    "conditions",
    "considered",
    "count",
    "definition",
    "definition_of",
    "derived",
    "drawn_up",
    "drop_example",
    "edition_of",
    "edition_of_example",
    "example",
    "examples",
    "exchange",
    "fee_estimate",
    "field_titles",
    "finding_as_data",
    "findings",
    "findings_of",
    "following_step",
    "form_address",
    "hindrances",
    "hints_for",
    "holds",
    "import_library",
    "is_changed",
    "is_empty",
    "keep_example",
    "latest",
    "most_rows",
    "name_publishers",
    "naming",
    "notice_changes",
    "offered",
    "offered_languages",
    "outline",
    "own_blocks",
    "own_form_address",
    "package",
    "paper",
    "paper_files",
    "parse",
    "place_of_key",
    "possible_fees",
    "prerequisites_for",
    "prerequisites_said",
    "publish",
    "published",
    "read_example",
    "release",
    "relevant_answers",
    "required_documents",
    "requirement_titles",
    "retract",
    "review",
    "revision",
    "revision_of_form",
    "rules",
    "sections",
    "service_by_id",
    "service_by_slug",
    "services_folder",
    "sheet",
    "slug_of",
    "sources",
    "studio_entry",
    "take_back",
    "takes_document",
    "taking",
    "thawed",
    "told",
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
