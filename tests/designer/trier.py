"""A designer at a browser without JavaScript, filling in a trial as an applicant would."""

import re
from html import unescape

from designer_builders import PASSWORD, a_designer
from intake.applicant import Applicant


class Trier(Applicant):
    """Begins on the tab *Ausprobieren*; walks on the wizard's own pages."""

    def __init__(self, layer, name="gesa", service="contact", designer=True):
        super().__init__(layer, service=service)
        if designer:
            a_designer(layer["portal"], name)
        self.client.authorization = ("Basic", (name, PASSWORD))
        self.service = f"{layer['portal'].absolute_url()}/services/{service}"

    @property
    def form(self):
        """The form with the button that is meant: on the designer's pages they have no ids."""
        forms = self.response.forms
        return forms.get("step") or forms.get("send") or self._with("begin") or forms[0]

    def _with(self, name):
        found = (form for form in self.response.forms.values() if name in form.fields)
        return next(found, None)

    @property
    def page(self):
        """The page as it reads: what staff get has its umlauts as entities."""
        return unescape(self.response.text)

    def try_out(self, **answers):
        """Begin a trial; ``answers`` are the questions of the tab."""
        self.visit(f"{self.service}/@@try-out")
        self.fill(**answers)
        self.press("begin")
        found = re.search(r"trial[/=](?P<id>[0-9a-f]{32})", self.address)
        if found:
            self.trial = found["id"]
            self.start = f"{self.service}/trial/{self.trial}/de"
        return self

    def submit(self, name, **answers):
        """Fill in and send the form that has this button or input."""
        form = self._with(name)
        for field, value in answers.items():
            form[field] = value
        button = name if form[name].attrs.get("type") == "submit" else None
        return self._shown(form.submit(button, expect_errors=True))
