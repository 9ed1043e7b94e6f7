"""Lists, cards and search name a service that has no translation in German, and say so."""

import pytest
import transaction
from lxml import html

from gaps import german_texts, without_labels
from permitdesk.guidance.service import brief
from permitdesk.services import import_library, published


@pytest.fixture
def untranslated(an_editor, make):
    """A portal with a topic and a page in Arabic, and services without Arabic texts."""
    import_library(an_editor, ["contact", "employment", "eu-family-card"])
    topic = make(an_editor["ar"], "Topic", "iqama", title="الإقامة", services="employment\ncontact")
    make(
        topic, "GuidancePage", "amal", title="العمل", answer="نعم.", service="employment",
        occasions={"work", "help"},
    )  # fmt: skip
    for service in an_editor["services"].objectValues():
        without_labels(service)
    transaction.commit()
    return an_editor


@pytest.mark.parametrize(
    "path, least",
    [("", 1), ("/services", 5), ("/search?q=Nachricht", 2), ("/iqama", 4), ("/iqama/amal", 0)],
)
def test_every_page_that_names_it(visitor, untranslated, path, least):
    services = untranslated["services"].objectValues()
    texts = {
        f"{service.getId()} {key}": text
        for service in services
        for key, text in published(service).sources.items()
        if key.startswith("service.")
    }
    texts |= {f"{key} in brief": brief(text) for key, text in texts.items()}

    visitor.open(f"{untranslated.absolute_url()}/ar{path}")

    marked, unmarked = german_texts(visitor.contents, texts)
    assert not unmarked
    assert len(marked) >= least, marked


def test_the_german_list_marks_nothing(visitor, untranslated):
    visitor.open(f"{untranslated.absolute_url()}/de/services")

    page = html.document_fromstring(visitor.contents)
    assert page.xpath("//main//*[@class='pd-card']")
    assert not page.xpath("//main//span[@lang]")


def test_obligatory_pages_without_a_translation_are_german_ones(visitor, an_editor, make):
    make(an_editor["de"], "GuidancePage", "wir", title="Impressum", answer="Wir.", role="imprint")
    transaction.commit()

    visitor.open(f"{an_editor.absolute_url()}/ar")

    (link,) = html.document_fromstring(visitor.contents).xpath(
        "//footer//a[contains(@href, 'wir')]"
    )
    assert [(each.get("lang"), each.get("dir"), each.text) for each in link] == [
        ("de", "ltr", "Impressum")
    ]
