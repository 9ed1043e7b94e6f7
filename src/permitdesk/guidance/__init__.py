"""What editors publish: topics, guidance pages, flyers, frequent questions, news, notices."""

from permitdesk.guidance.announcing.announced import Announced, announced
from permitdesk.guidance.announcing.frame import GERMAN_ONLY, SHOWN_AS, on_home
from permitdesk.guidance.editors import EditorsPage, editors_entry
from permitdesk.guidance.history import keep_versions
from permitdesk.guidance.indexing import index_again
from permitdesk.guidance.interfaces import ROLES
from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.news.entries import NewsItem, latest_news
from permitdesk.guidance.news.interfaces import INewsEntry
from permitdesk.guidance.published import (
    PageLink,
    in_force,
    in_force_in,
    pages,
    pages_by_role,
    topics,
)
from permitdesk.guidance.questions.interfaces import IFrequentQuestion
from permitdesk.guidance.questions.listed import as_faq
from permitdesk.guidance.remembered import remembered
from permitdesk.guidance.reviews import be_reviewed, begin_reminders
from permitdesk.guidance.service import ServiceLink, service_links
from permitdesk.guidance.titles import OCCASIONS, SECTIONS
from permitdesk.guidance.translating import in_bulk, note_translations
from permitdesk.guidance.views.base import GuidanceView

__all__ = [
    "GERMAN_ONLY",
    "OCCASIONS",
    "ROLES",
    "SECTIONS",
    "SHOWN_AS",
    "Announced",
    "EditorsPage",
    "GuidanceView",
    "IFrequentQuestion",
    "INewsEntry",
    "NewsItem",
    "PageLink",
    "ServiceLink",
    "announced",
    "as_faq",
    "be_reviewed",
    "begin_reminders",
    "cleaned",
    "editors_entry",
    "in_bulk",
    "in_force",
    "in_force_in",
    "index_again",
    "keep_versions",
    "latest_news",
    "note_translations",
    "on_home",
    "pages",
    "pages_by_role",
    "remembered",
    "service_links",
    "topics",
]
