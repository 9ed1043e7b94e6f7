"""What the catalogue knows of flyers."""

from plone.indexer import indexer

from permitdesk.guidance.flyers.interfaces import IFlyer


@indexer(IFlyer)
def flyer_sort(flyer) -> int:
    return flyer.sort or 0


@indexer(IFlyer)
def flyer_words(flyer) -> str:
    texts = (flyer.title, flyer.description, flyer.answer, flyer.steps, flyer.notes)
    return " ".join(filter(None, texts))
