"""Somebody at a browser without JavaScript, walking through the wizard."""

import transaction
import webtest
from plone.testing.zope import Browser

from documents.files import a_pdf
from permitdesk.services import slug_of, word_of

REDIRECTS = (301, 302, 303)


class Applicant:
    """Fills in pages as a person does: by the names of the inputs on the page that is shown."""

    def __init__(self, layer, language="de", service="contact"):
        self.client = Browser(layer["app"]).testapp
        self.portal = layer["portal"]
        found = self.portal["services"][service]
        word, slug = word_of(language), slug_of(found, language)
        self.start = f"{self.portal.absolute_url()}/{language}/{word}/{slug}"
        self.response, self.history = None, []

    # -- where to go

    def open(self, path=""):
        return self.visit(self.start + path)

    def visit(self, address):
        transaction.commit()
        return self._shown(self.client.get(address.split("#")[0], expect_errors=True))

    def post(self, address, data):
        return self._shown(self.client.post(address, data, expect_errors=True))

    def _shown(self, response):
        self.history = [response]
        while response.status_int in REDIRECTS:
            where = response.headers["location"]
            response = self.client.get(where.split("#")[0], expect_errors=True)
            self.history.append(response)
        self.response = response
        return self

    # -- what to do

    @property
    def form(self):
        forms = self.response.forms
        return forms.get("step") or forms.get("send") or self.response.forms[0]

    def fill(self, **answers):
        """Enter answers; a name's double underscore is a dot (``birth_date__day``)."""
        for name, value in answers.items():
            field = self.form[name.replace("__", ".")]
            if isinstance(field, webtest.forms.Checkbox):
                field.checked = bool(value)
            else:
                field.value = value
        return self

    def attach(self, name, data=None, filename="Vollmacht.pdf", media_type="application/pdf"):
        self.form[name] = webtest.Upload(filename, a_pdf() if data is None else data, media_type)
        return self

    def press(self, name=None, value=None):
        """Press the button of that name, of several the first with the value."""
        submitted = self.form.submit(
            name, value=value, index=0 if name and value is None else None, expect_errors=True
        )
        return self._shown(submitted)

    def go_on(self):
        return self.press("continue")

    def begin(self):
        """The second step of the contact form; the first is answered where it was not yet."""
        self.open("/step/topic")
        if self.address.endswith("/resume"):
            self.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()
        return self

    def answer_contact(self, **changes):
        """All steps of the contact form up to the documents."""
        self.begin().fill(topic="other", urgency="normal").go_on()
        if self.step == "topic":  # a hint was to be read
            self.go_on()
        self.fill(sender_role="person").go_on()
        self.fill(family_name="Nguyen", given_names="Anh").go_on()
        self.fill(email="anh@example.org", contact_language="vi").go_on()
        self.fill(message="Wann kann ich meine Karte abholen?", privacy_read=True).go_on()
        return self

    def forget(self, cookie):
        """Lose a cookie, as browsers do."""
        jar = self.client.cookiejar
        for each in [each for each in jar if each.name == cookie]:
            jar.clear(each.domain, each.path, each.name)

    # -- what there is to see

    @property
    def html(self):
        return self.response.html

    @property
    def page(self):
        return self.response.text

    @property
    def headers(self):
        return self.response.headers

    @property
    def status(self):
        return self.response.status_int

    @property
    def address(self):
        return self.response.request.url

    @property
    def step(self):
        return self.address.rpartition("/step/")[2].split("?")[0]

    def value(self, name):
        return self.form[name].value

    def error(self, name):
        found = self.html.select_one(f"#f-{name.replace('.', '-')}-error")
        return found.get_text(" ", strip=True) if found is not None else ""

    def texts(self, selector):
        return [each.get_text(" ", strip=True) for each in self.html.select(selector)]
