"""What the catalogue knows of frequent questions."""

from plone.indexer import indexer

from permitdesk.guidance.markup import plain
from permitdesk.guidance.questions.interfaces import IFrequentQuestion


@indexer(IFrequentQuestion)
def question_sort(question) -> int:
    return question.sort or 0


@indexer(IFrequentQuestion)
def question_service(question) -> str:
    return question.service or ""


@indexer(IFrequentQuestion)
def question_words(question) -> str:
    answer = plain(question.answer.raw) if question.answer else ""
    return " ".join(filter(None, (question.title, question.description, answer)))
