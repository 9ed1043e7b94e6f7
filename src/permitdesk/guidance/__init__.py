"""What editors publish: topics, guidance pages, flyers, notices."""

from permitdesk.guidance.editors import EditorsPage, editors_entry
from permitdesk.guidance.history import keep_versions
from permitdesk.guidance.indexing import index_again
from permitdesk.guidance.interfaces import OCCASIONS, ROLES, SECTIONS
from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.published import (
    PageLink,
    in_force,
    in_force_in,
    notices,
    pages,
    pages_by_role,
    topics,
)
from permitdesk.guidance.remembered import remembered
from permitdesk.guidance.reviews import be_reviewed, begin_reminders
from permitdesk.guidance.service import ServiceLink, service_links
from permitdesk.guidance.translating import in_bulk, note_translations
from permitdesk.guidance.views.base import GuidanceView

__all__ = [
    "OCCASIONS",
    "ROLES",
    "SECTIONS",
    "EditorsPage",
    "GuidanceView",
    "PageLink",
    "ServiceLink",
    "be_reviewed",
    "begin_reminders",
    "cleaned",
    "editors_entry",
    "in_bulk",
    "in_force",
    "in_force_in",
    "index_again",
    "keep_versions",
    "note_translations",
    "notices",
    "pages",
    "pages_by_role",
    "remembered",
    "service_links",
    "topics",
]
