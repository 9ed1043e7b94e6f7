"""What editors publish: topics, guidance pages, notices."""

from permitdesk.guidance.indexing import index_again
from permitdesk.guidance.interfaces import OCCASIONS, ROLES, SECTIONS
from permitdesk.guidance.published import PageLink, notices, page_with_role, pages, topics
from permitdesk.guidance.service import ServiceLink, service_link, service_links
from permitdesk.guidance.views.base import GuidanceView

__all__ = [
    "OCCASIONS",
    "ROLES",
    "SECTIONS",
    "GuidanceView",
    "PageLink",
    "ServiceLink",
    "index_again",
    "notices",
    "page_with_role",
    "pages",
    "service_link",
    "service_links",
    "topics",
]
