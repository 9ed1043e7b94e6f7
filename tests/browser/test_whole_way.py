"""The main job from hand to hand: topic page, application, receipt, status, case in its desk."""

import pytest

from builders import applicants, documents_for, full_answers
from walk import walk

pytestmark = pytest.mark.browser
WAY = {
    "de": ("/de/asyl-und-aufenthalt", "/de/antrag/kontakt"),
    "uk": ("/uk/prytulok-i-perebuvannia", "/uk/apply/zvernennia"),
    "ar": ("/ar/asylum-and-residence", "/ar/apply/ittisal"),
}
LOCALES = {"de": "de-DE", "uk": "uk-UA", "ar": "ar-SY"}
# In the demo district, B–D is frau.kaya's.
FAMILY_NAME = "Castellanos-Brandt"
CASEWORKER, SOMEBODY_ELSE = "frau.kaya", "herr.osei"


@pytest.mark.rotating(1)
@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_from_the_home_page_to_the_desk(staff, open_page, axe, language):
    """A message about a case of one's own; every page on the way is accessible."""
    applicant = {**applicants("contact")[0], "family_name": FAMILY_NAME}
    answers = full_answers("contact", applicant)
    page = open_page(locale=LOCALES[language])

    page.goto("/")
    assert page.url.endswith(f"/{language}")
    axe(page)
    topic, service = WAY[language]
    page.locator("nav.pd-menu summary").click()  # on a phone the menu is one line
    page.locator(f"nav.pd-menu a[href$='{topic}']").click()
    axe(page)
    page.locator(f"main a[href$='{service}']").first.click()
    axe(page)
    page.locator("main a.kern-btn--primary").first.click()
    walk(page, answers, documents_for("contact", answers), language)
    page.locator("button[name=send]").click()
    reference, code = page.locator(".pd-reference bdi").all_inner_texts()

    later = open_page(locale=LOCALES[language])
    later.goto(f"/{language}/status")
    axe(later)
    later.locator("[name=reference]").fill(reference.lower())
    later.locator("[name=code]").fill(code)
    born = zip(("year", "month", "day"), answers["birth_date"].split("-"), strict=True)
    for part, value in born:
        later.locator(f"[name='birth_date.{part}']").fill(value)
    later.locator("main form button").first.click()
    assert reference in later.locator("main").inner_text()
    assert FAMILY_NAME not in later.content(), "nothing personal on a shared phone"
    axe(later)

    case = staff(CASEWORKER, javascript=True)
    case.get_by_role("link", name=reference).click()
    assert FAMILY_NAME in case.locator("main").inner_text()
    axe(case)
    other = staff(SOMEBODY_ELSE, javascript=True)
    assert other.get_by_role("link", name=reference).count() == 0
    other.goto(case.url)
    assert FAMILY_NAME not in other.content()
