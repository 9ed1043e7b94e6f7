"""Who is responsible for somebody: by the place where they live."""

from collections.abc import Sequence

from permitdesk.district import Authority, Municipality, municipalities, responsible_authority
from permitdesk.site.finding.index import Index
from permitdesk.site.finding.words import words


def places_like(typed: str) -> tuple[Sequence[tuple[str, str]], bool]:
    """Code and name of each municipality that may be meant by a code or a name, the best first;
    and whether it was typed so. Of a similar spelling or sound may be another place altogether."""
    known = municipalities()
    wanted = words(typed[:100])[:8]
    exact = [each for each in known if each.code == typed or words(each.name) == wanted]
    if exact:
        return _named(exact), True
    index = Index([dict.fromkeys(words(each.name), 1) for each in known])
    hits = index.find(wanted, least=0.99)
    sure = [known[hit.number] for hit in hits if not hit.similar]
    return _named(sure or [known[hit.number] for hit in hits]), bool(sure)


def responsible(code: str) -> Authority | None:
    """The authority for a municipality, ours or another one; None for an unknown code."""
    return responsible_authority(code)


def _named(found: Sequence[Municipality]) -> Sequence[tuple[str, str]]:
    return [(each.code, each.name) for each in found]
