"""Lists of the law: by date, with a source, and of codes that there are."""

from datetime import date

import pytest
from zope.component import getUtility

from permitdesk.core.interfaces import ICodeList
from permitdesk.district import legal_list, list_names
from permitdesk.district.lists import shipped_lists


def test_a_list_holds_from_its_first_day():
    assert legal_list("visa-free-entry", date(2024, 5, 7)) is None
    assert "USA" in legal_list("visa-free-entry", date(2024, 5, 8)).codes
    assert legal_list("nobody-knows", date(2026, 1, 1)) is None


def test_the_nationalities_of_the_residence_regulation():
    """§ 41 Abs. 1 AufenthV as the domain has it."""
    codes = legal_list("visa-free-entry", date(2026, 11, 22)).codes

    assert set(codes) == {"AUS", "ISR", "JPN", "CAN", "KOR", "NZL", "GBR", "USA"}


@pytest.mark.parametrize("name", sorted(list_names()))
def test_every_list_has_a_source_and_codes_of_a_code_list(portal, name):
    known = getUtility(ICodeList, name="occupations" if name == "blue-card-it" else "nationalities")
    for each in shipped_lists():
        if each.name == name:
            assert each.source
            assert each.codes
            assert all(known.title(code, "de") for code in each.codes)
