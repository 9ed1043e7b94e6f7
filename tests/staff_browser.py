"""A caseworker's browser without JavaScript: presses what the pages show."""

import requests
from lxml import html

from casework_builders import PASSWORD


class Staff:
    """Somebody of the office, by login."""

    def __init__(self, portal, user: str) -> None:
        self.portal = portal
        self.http = requests.Session()
        self.http.auth = (user, PASSWORD)

    def get(self, address: str) -> requests.Response:
        return self.http.get(address, timeout=60)

    def page(self, case):
        return html.fromstring(self.get(case.absolute_url()).text)

    def press(self, case, action: str, where: str = "", **fields) -> requests.Response:
        """Send the form of the case page with this action, its hidden inputs as they are."""
        address = f"{case.absolute_url()}/{action}"
        (form, *_more) = self.page(case).xpath(f"//form[@action='{address}']{where}")
        hidden = form.xpath(".//input[@type='hidden'][@name]")
        data = {each.get("name"): each.get("value") for each in hidden} | fields
        answer = self.http.post(address, data=data, timeout=60)
        assert answer.status_code == 200, answer.status_code
        return answer

    def write(self, case, text: str) -> requests.Response:
        return self.press(case, "@@write", text=text)

    def ask(self, case, requirement: str, **more) -> requests.Response:
        return self.press(case, "@@ask", requirement=requirement, **more)

    def take_back(self, case, asked: str) -> requests.Response:
        return self.press(case, "@@take-back", f"[.//input[@value='{asked}']]")

    def move(self, case, transition: str) -> requests.Response:
        return self.press(case, "@@move", transition=transition)

    def workplace(self, **filters) -> str:
        """The list of cases with these filters, as HTML."""
        address = f"{self.portal.absolute_url()}/office"
        return self.http.post(address, data=filters, timeout=60).text
