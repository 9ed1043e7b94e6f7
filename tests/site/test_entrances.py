from permitdesk.guidance import PageLink, ServiceLink
from permitdesk.site.entrances import arranged


def a_page(title, occasions, service=""):
    return PageLink(title, f"/de/{title}", "", service, frozenset(occasions))


def a_service(id):
    return ServiceLink(id, id.title(), "", "", f"/de/antrag/{id}")


def test_an_entrance_is_shown_only_where_there_is_something():
    assert arranged([], []) == []
    assert [e.id for e in arranged([a_page("a", {"family"}), a_page("b", {"work"})], [])] == [
        "work",
        "family",
    ]


def test_the_first_page_is_where_the_title_leads():
    (entrance,) = arranged([a_page("a", {"work"}), a_page("b", {"work"})], [])
    assert entrance.address == "/de/a" and len(entrance.links) == 2


def test_a_service_stands_there_until_a_page_leads_to_it():
    (entrance,) = arranged([], [a_service("employment")])
    assert entrance.id == "work" and entrance.address == "/de/antrag/employment"
    (entrance,) = arranged([a_page("a", {"work"}, "employment")], [a_service("employment")])
    assert entrance.address == "/de/a" and len(entrance.links) == 1


def test_a_service_that_staff_made_has_no_entrance_of_its_own():
    assert arranged([], [a_service("library-card")]) == []
