"""The look: page frame, form widgets, styles, fonts, right-to-left, Typst pages."""

from permitdesk.theme import identity
from permitdesk.theme.assets import asset_address
from permitdesk.theme.errors import ErrorPage
from permitdesk.theme.headers import private_no_store, public_cache
from permitdesk.theme.interfaces import Link
from permitdesk.theme.page import PublicPage, StaffPage
from permitdesk.theme.parts import (
    Answer,
    AnswerRow,
    Badge,
    Card,
    Cell,
    Fact,
    Notice,
    Pages,
    Prerequisite,
    Table,
    Task,
)
from permitdesk.theme.pdf import TooSlowError, render_pdf
from permitdesk.theme.posted import PostedPage
from permitdesk.theme.qr import Qr, qr
from permitdesk.theme.slowed import Slowing, how_long
from permitdesk.theme.template import PageTemplate
from permitdesk.theme.uploading import SENT_BY_SCRIPT
from permitdesk.theme.widgets import Choice, ErrorLink, Later, UploadedFile, Widget

__all__ = [
    "SENT_BY_SCRIPT",
    "Answer",
    "AnswerRow",
    "Badge",
    "Card",
    "Cell",
    "Choice",
    "ErrorLink",
    "ErrorPage",
    "Fact",
    "Later",
    "Link",
    "Notice",
    "PageTemplate",
    "Pages",
    "PostedPage",
    "Prerequisite",
    "PublicPage",
    "Qr",
    "Slowing",
    "StaffPage",
    "Table",
    "Task",
    "TooSlowError",
    "UploadedFile",
    "Widget",
    "asset_address",
    "how_long",
    "identity",
    "private_no_store",
    "public_cache",
    "qr",
    "render_pdf",
]
