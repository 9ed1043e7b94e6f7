"""The published questions of a language: those of a topic, of a guidance page, all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plone.app.multilingual.interfaces import ITG

from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.published import in_force_in, in_order
from permitdesk.guidance.remembered import remembered


@dataclass(frozen=True)
class Question:
    """``id`` is the anchor on a page that lists it; ``markup`` is cleaned HTML; ``page`` the
    translation group of the guidance page to which it belongs."""

    id: str
    title: str
    markup: str
    address: str
    path: str
    page: str
    service: str
    is_unsettled: bool


@remembered
def questions(language: str) -> tuple[Question, ...]:
    """All of a language, in their order."""
    return tuple(
        question_of(brain.getObject())
        for brain in in_order(in_force_in(language, "FrequentQuestion"))
    )


def in_topic(language: str, topic) -> Sequence[Question]:
    """Those that lie in a topic."""
    within = "/".join(topic.getPhysicalPath()) + "/"
    return [each for each in questions(language) if each.path.startswith(within)]


def of_page(language: str, page) -> Sequence[Question]:
    """Those that belong to a guidance page, or to the service to which it leads."""
    group = ITG(page, None)
    return [
        each
        for each in questions(language)
        if (group and each.page == group) or (page.service and each.service == page.service)
    ]


def question_of(content) -> Question:
    """A question as a page shows it."""
    raw = content.answer.raw if content.answer else ""
    return Question(
        f"q-{content.getId()}",
        content.title,
        cleaned(raw),
        content.absolute_url(),
        "/".join(content.getPhysicalPath()),
        content.page or "",
        content.service or "",
        bool(content.unsettled),
    )


def as_faq(found: Iterable[Question], language: str) -> Mapping[str, object]:
    """Questions and answers for search engines (schema.org)."""
    return {
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": each.title,
                "url": each.address,
                "acceptedAnswer": {"@type": "Answer", "text": each.markup},
            }
            for each in found
        ],
    }
