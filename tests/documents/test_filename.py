import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.documents import safe_filename

PDF, JPEG = "application/pdf", "image/jpeg"


@pytest.mark.parametrize(
    "name, content_type, expected",
    [
        ("Mietvertrag.pdf", PDF, "Mietvertrag.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\Olena\\Pass.PDF", PDF, "Pass.PDF"),
        ("Pass\u202efdp.exe", PDF, "Passfdp.pdf"),
        ("\u200fجواز السفر\u200e.pdf", PDF, "جواز السفر.pdf"),
        ("foto.jpeg", JPEG, "foto.jpeg"),
        ("foto.png", JPEG, "foto.jpg"),
        ("Vertrag vom 12.04.2026", PDF, "Vertrag vom 12.04.pdf"),
        ("a\r\nContent-Type: text/html.pdf", PDF, "html.pdf"),
        ("", PDF, "Dokument.pdf"),
        (None, "", "Dokument"),
        ("...", PDF, "Dokument.pdf"),
        (".pdf", PDF, "Dokument.pdf"),
        ('a<b>"c"|d?.pdf', PDF, "a_b__c__d_.pdf"),
        (
            unicodedata.normalize("NFD", "Geburtsurkunde Müller.pdf"),
            PDF,
            "Geburtsurkunde Müller.pdf",
        ),
    ],
)
def test_names_of_files(name, content_type, expected):
    assert safe_filename(name, content_type) == expected


def test_300_characters_become_120_with_the_extension():
    name = safe_filename("ü" * 300 + ".pdf", PDF)
    assert len(name) <= 120 and name.endswith("ü.pdf")
    assert len(safe_filename("文" * 300 + ".pdf", PDF).encode()) <= 240


@given(st.text(max_size=400), st.sampled_from([PDF, JPEG, "image/png", ""]))
def test_any_name_becomes_a_harmless_one_and_stays_it(name, content_type):
    safe = safe_filename(name, content_type)
    assert 0 < len(safe) <= 120
    assert not set('/\\\r\n\0\u202e\u200f"') & set(safe)
    assert safe_filename(safe, content_type) == safe
