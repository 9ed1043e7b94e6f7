"""A form that an editor built with easyform's editor."""

from matrix import tour
from matrix.visit import Visit


@tour("intake/stock/page.pt", "intake/stock/thanks.pt", "services/stock/refused.pt")
def own_form(visit: Visit) -> None:
    form = visit.world.own_form(visit.language)
    visit.go(form)
    visit.look("intake/stock/page.pt", known=False)
    visit.press("#form button")
    visit.look("intake/stock/page.pt", known=False)
    visit.fill(**{"form.widgets.name": "Ola Beispiel"})
    visit.press("#form button")
    visit.look("intake/stock/thanks.pt")
    page = visit.sign_in("herr.winter")
    visit.go(f"{form}/fields/what/@@edit")
    page.locator("[name='form.widgets.description']").fill("<b>Ein Satz</b>")
    with page.expect_navigation():
        page.locator("[name='form.buttons.save']").click()
    visit.look("services/stock/refused.pt")
