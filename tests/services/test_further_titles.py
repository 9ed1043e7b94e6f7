"""Titles that can be applied for on paper only: sound, complete, and plainly on paper."""

import pytest

from permitdesk.services import parse
from permitdesk.services.compose import LIBRARY, read_service

ON_PAPER = tuple(
    sorted(
        path.parent.name
        for path in LIBRARY.glob("*/service.toml")
        if not read_service(path.parent.name).accepts_applications
    )
)


def test_there_are_some():
    assert {
        *("humanitarian", "temporary-protection", "travel-document", "toleration-renewal"),
        "eu-family-card",
    } <= set(ON_PAPER)


@pytest.mark.parametrize("service_id", ON_PAPER)
def test_they_are_sound_and_made_mostly_of_shared_blocks(portal, service_id):
    files = read_service(service_id)
    definition = parse(files.fields_model, files.texts, files.hints)
    for mark in ("family-name", "given-names", "birth-date", "municipality", "title-expires"):
        assert definition.marked(mark), "routing and lists need it"
    own = parse_own(service_id)
    fields = [field.name for field in definition.fields()]
    assert len(own & set(fields)) < len(fields) / 3


@pytest.mark.parametrize("service_id", ON_PAPER)
def test_they_say_who_what_cost_next_and_how_to_send_it(service_id):
    texts = read_service(service_id).texts
    wanted = (
        *("title", "summary", "who", "need", "duration", "cost", "other_ways", "privacy"),
        *("next", "send", "receipt"),
    )
    assert set(wanted) <= set(texts)
    assert "auf Papier" in texts["summary"]
    for article in ("Art. 6 Abs. 1 Buchst. e", "§ 86", "beschweren"):
        assert article in texts["privacy"]
    assert "geprüft" in texts["cost"] + texts["who"], "what we do not know is said"


def parse_own(service_id: str) -> set[str]:
    """The names in the service's own XML."""
    text = (LIBRARY / service_id / "fields.xml").read_text("utf-8")
    return {part.split('"')[0] for part in text.split('<field name="')[1:]}
