"""Somebody at a browser without JavaScript, walking through the wizard."""

import io

from plone.testing.zope import Browser

from documents.files import a_pdf


class Applicant:
    """Fills in pages as a person does: by the names of the inputs on the page that is shown."""

    def __init__(self, layer, language="de", service="contact"):
        self.browser = Browser(layer["app"])
        self.browser.followRedirects = True
        self.portal = layer["portal"]
        from permitdesk.services import slug_of, word_of

        target = self.portal["services"][service]
        self.start = (
            f"{self.portal.absolute_url()}/{language}/{word_of(language)}"
            f"/{slug_of(target, language)}"
        )

    def open(self, path=""):
        self.browser.open(self.start + path)
        return self

    def fill(self, **answers):
        """Enter answers; a name's double underscore is a dot (``birth_date__day``)."""
        for name, value in answers.items():
            control = self.browser.getControl(name=name.replace("__", "."))
            if control.type in ("radio", "checkbox", "select") and not isinstance(value, list):
                value = [value]
            control.value = value
        return self

    def press(self, name, value=None):
        """Press the button of that name; where several have it, the last or the one of a value."""
        if value is not None:
            index = 0
            while True:
                control = self.browser.getControl(name=name, index=index)
                if control._control.attrs.get("value") == value:
                    break
                index += 1
        else:
            control = self.browser.getControl(name=name, index=self.count(name) - 1)
        control.click()
        return self

    def go_on(self):
        return self.press("continue")

    def attach(self, name, data=None, filename="Vollmacht.pdf", media_type="application/pdf"):
        control = self.browser.getControl(name=name)
        control.add_file(io.BytesIO(a_pdf() if data is None else data), media_type, filename)
        return self

    def count(self, name):
        return len(self.browser._response.html.select(f'button[name="{name}"]'))

    def value(self, name):
        value = self.browser.getControl(name=name).value
        return value

    @property
    def page(self):
        return self.browser.contents

    @property
    def html(self):
        return self.browser._response.html

    @property
    def address(self):
        return self.browser.url

    @property
    def step(self):
        return self.browser.url.rpartition("/step/")[2].split("#")[0].split("?")[0]

    def error(self, name):
        found = self.html.select_one(f"#f-{name.replace('.', '-')}-error")
        return found.get_text(" ", strip=True) if found is not None else ""

    def answer_contact(self, **changes):
        """All steps of the contact form up to the documents."""
        self.open().open("/step/topic")
        self.fill(topic="other", urgency="normal").go_on()
        if self.step == "topic":  # a hint was to be read
            self.go_on()
        self.fill(sender_role="person").go_on()
        self.fill(
            family_name="Nguyen", given_names="Anh", residence_municipality="neumuehl"
        ).go_on()
        self.fill(email="anh@example.org").go_on()
        self.fill(message="Wann kann ich meine Karte abholen?", privacy_read="yes").go_on()
        return self
