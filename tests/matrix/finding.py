"""The public pages: what somebody finds before they apply."""

from matrix import tour
from matrix.visit import Visit


@tour(
    "site/views/home.pt",
    "site/views/services.pt",
    "site/views/search.pt",
    "site/views/a_to_z.pt",
    "site/views/words.pt",
    "site/views/responsible.pt",
    "site/views/feedback.pt",
)
def finding(visit: Visit) -> None:
    visit.go("/{}")
    visit.look("site/views/home.pt")
    visit.go("/{}/dienste" if visit.language == "de" else "/{}/services")
    visit.look("site/views/services.pt")
    visit.go("/{}/search?q=fiksionsbescheinigung")
    visit.look("site/views/search.pt")
    visit.go("/{}/search?q=xqzwv")
    visit.look("site/views/search.pt")
    visit.go("/{}/a-z")
    visit.look("site/views/a_to_z.pt")
    visit.go("/{}/responsible")
    visit.look("site/views/responsible.pt")
    visit.go("/{}/words")
    visit.look("site/views/words.pt")
    with visit.page.expect_navigation():
        visit.page.locator(".pd-helped button[value=no]").click()
    visit.look("site/views/feedback.pt")


@tour("site/views/news.pt", "guidance/news/views/entry.pt", "guidance/questions/views/question.pt")
def news(visit: Visit) -> None:
    visit.go("/{}/aktuelles" if visit.language == "de" else "/{}/news")
    visit.look("site/views/news.pt")
    visit.translated("/de/fragen-und-antworten")
    visit.look("guidance/news/views/entry.pt")
    visit.translated("/de/asyl-und-aufenthalt/darf-ich-bleiben")
    visit.look("guidance/questions/views/question.pt")


@tour(
    "guidance/views/topic.pt",
    "guidance/views/page.pt",
    "guidance/views/notice.pt",
    "guidance/flyers/views/flyer.pt",
    "guidance/flyers/views/printing.pt",
)
def reading(visit: Visit) -> None:
    visit.translated("/de/antrag-und-karte")
    visit.look("guidance/views/topic.pt")
    visit.translated("/de/antrag-und-karte/verloren")
    visit.look("guidance/views/page.pt")
    for path in ("antrag-und-karte/rechtzeitig-beantragen", "arbeit-familie-alltag/fuehrerschein"):
        visit.translated(f"/de/{path}")
        visit.look("guidance/flyers/views/flyer.pt")
    visit.follow("[href*='@@print']")
    visit.look("guidance/flyers/views/printing.pt")
    print_page = visit.page.url
    for format in ("a4", "din-lang"):
        visit.paper(f"{print_page}?format={format}&languages={visit.language}")
    visit.translated("/de/vorfuehrung")
    visit.look("guidance/views/notice.pt")
    visit.paper(f"{visit.page.url}/@@print?format=a3&languages={visit.language}")
    visit.translated("/de/impressum")
    visit.look("guidance/views/page.pt", known=False)
