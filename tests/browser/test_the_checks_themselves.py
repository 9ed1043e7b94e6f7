"""The checks find what they are for: a check that cannot fail checks nothing."""

import pytest

import page_checks

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="{lang}" dir="{dir}"><head><title>Seite</title></head>
<body style="background: #fff"><main><h1>Überschrift</h1>
<p style="color: #595959">eins</p><p style="color: #595959">zwei</p><p>drei</p>
<p style="color: {color}">vier</p></main></body></html>"""


@pytest.mark.parametrize("lang, direction", [("de", "ltr"), ("ar", "rtl")])
def test_good_contrast_passes_and_bad_contrast_is_found(page, axe, lang, direction):
    page.set_content(PAGE.format(lang=lang, dir=direction, color="#595959"))
    axe(page, floor=5)
    page.set_content(PAGE.format(lang=lang, dir=direction, color="#aaaaaa"))
    with pytest.raises(AssertionError, match=r"contrast"):
        axe(page, floor=5)
    with page_checks.scripts_allowed(page):
        assert page.evaluate(page_checks.CONTRAST)["failing"] == ['2.32:1 p. "vier"']


def test_a_page_with_too_little_text_to_judge_does_not_pass(page, axe):
    page.set_content(PAGE.format(lang="ar", dir="rtl", color="#595959"))
    with pytest.raises(AssertionError, match="Only 5"):
        axe(page, floor=6)


@pytest.mark.parametrize("javascript, said", [(False, "ohne"), (True, "mit")])
def test_a_page_is_without_javascript_unless_asked(open_page, portal_url, javascript, said):
    page = open_page(javascript=javascript)
    html = "<p>ohne</p><script>document.querySelector('p').textContent = 'mit'</script>"
    page.route("**/probe", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(portal_url + "/probe")
    assert page.text_content("p") == said


def test_no_other_host_can_be_reached(browser, portal_url):
    context = browser.new_context()
    page = context.new_page()
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://elsewhere.example/")
    context.close()
