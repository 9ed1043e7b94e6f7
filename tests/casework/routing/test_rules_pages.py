"""The pages of a unit's rules: read by everybody of the office, changed by the head alone."""

import re
from html import unescape

import pytest
import transaction
from plone import api
from zExceptions import Forbidden, NotFound, Unauthorized

from casework_builders import a_case, a_user, an_office
from designer_builders import a_service
from permitdesk import casework, privacy
from permitdesk.casework.routing import steering
from permitdesk.casework.routing.book import book_of, desk_rules, own_book, rules_of
from permitdesk.casework.routing.data import dumps
from permitdesk.core import clock
from routing_builders import by_name, rules, to


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def unit(portal):
    unit = an_office(portal)
    transaction.commit()
    return unit


@pytest.fixture
def chef(browser_of):
    return browser_of("chef")


def text(browser):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", browser.contents)))


def recorded(unit):
    transaction.begin()
    return [entry.action for entry in privacy.trail(clock.today(), unit.getId())][::-1]


def add_rule(browser, title, *desks, **ranges):
    browser.getLink("Regel hinzufügen").click()
    browser.getControl(name="title").value = title
    browser.getControl(name="desks").value = list(desks)
    for desk, written in ranges.items():
        browser.getControl(name=f"ranges_{desk.replace('_', '-')}").value = written
    browser.getControl("In den Entwurf übernehmen").click()


def test_the_rules_read_as_sentences_and_can_be_tried(unit, browser_of):
    anna = browser_of("anna")
    anna.open(f"{unit.aq_parent.absolute_url()}")
    anna.getLink("Sachgebiet 2").click()
    anna.getLink("Zuständigkeit").click()
    assert "Familiennamen A–K kommen zu „Ordner A–K“." in text(anna)
    assert "Alles andere kommt zu „Team-Posteingang“." in text(anna)
    assert "Regeln ändern" not in text(anna)
    anna.getControl(name="family_name").value = "Zoë"
    anna.getControl("Ordner zeigen").click()
    assert "Zoë kommt zu „Ordner L–Z“." in text(anna)
    assert "Familienname im Bereich L–Z" in text(anna)
    assert "Zo" not in anna.url


def test_from_a_draft_to_rules_in_force(unit, browser_of, chef):
    case = a_case("Abbas")
    transaction.commit()
    chef.open(unit.absolute_url())
    chef.getLink("Regeln ändern").click()
    assert "Noch kein Entwurf" in text(chef)
    add_rule(chef, "Fachkräfte", "a-k", "l-z")
    assert "Der Entwurf" in text(chef)
    assert "Die Regel „Fachkräfte“ kommt nie zum Zug" not in text(chef)  # names beyond A–Z
    transaction.begin()
    assert [rule.id for rule in book_of(unit).draft.rules] == ["names", "fachkrafte"]
    assert rules_of(unit) == desk_rules(unit), "nothing is in force yet"

    chef.getControl("Nach oben", index=0).click()
    transaction.begin()
    assert [rule.id for rule in book_of(unit).draft.rules] == ["fachkrafte", "names"]
    assert "Die Regel „Familienname“ kommt nie zum Zug" in text(chef)

    chef.getControl("Zeigen, was woanders hinkäme").click()
    assert "Verglichene Vorgänge: 1. Alle kommen in denselben Ordner wie bisher." in text(chef)
    chef.getLink("Zurück zum Entwurf").click()

    chef.getControl("Diese Regeln in Kraft setzen").click()
    assert "Schreiben Sie einen Grund" in text(chef)
    chef.getControl(name="reason").value = "Frau Neu fängt an"
    chef.getControl("Diese Regeln in Kraft setzen").click()
    assert chef.url == f"{unit.absolute_url()}/@@routing"
    assert "Regeln Nr. 1, in Kraft seit" in text(chef)
    assert "Frau Neu fängt an" in text(chef)

    transaction.begin()
    assert case.getPhysicalPath()[4] == "a-k", "no open case moves"
    newer = a_case("Abbas")
    assert newer.decision["number"] == 1
    transaction.commit()
    assert newer.getPhysicalPath()[4] == "l-z", "the other desk has a case already"
    berta = browser_of("berta")
    berta.open(newer.absolute_url())
    why = (
        "Regel „Fachkräfte“; „Ordner L–Z“ hatte die geringste Last,"
        " nach den Zuständigkeitsregeln Nr. 1"
    )
    assert why in text(berta)
    assert recorded(unit) == [
        "routing.draft-changed",
        "routing.draft-changed",
        "routing.in-force",
    ]


def test_the_head_says_which_services_come_here(portal, unit, browser_of, chef):
    a_service(portal, "pledge", "Verpflichtungserklärung")
    assert casework.unnamed_goes_to(portal, "pledge") == "Sachgebiet 2"
    chef.open(f"{unit.absolute_url()}/@@unit")
    chef.getLink("Online-Dienste").click()
    assert "Verpflichtungserklärung (noch bei keinem Sachgebiet)" in text(chef)
    chef.getControl(name="service").value = ["contact", "pledge"]
    chef.getControl("Speichern").click()
    transaction.begin()
    assert set(unit.services) == {"contact", "pledge"}
    assert recorded(unit) == ["routing.services"]
    assert casework.unnamed_goes_to(portal, "pledge") == ""
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(portal["office"], "Unit", "another", title="Ein anderes")
    other.services, unit.services = ["pledge"], ["contact"]
    transaction.commit()
    chef.open(f"{unit.absolute_url()}/@@unit-services")
    assert "pledge" not in chef.getControl(name="service").options
    assert "Verpflichtungserklärung (jetzt bei: Ein anderes)" in text(chef)
    with pytest.raises(Unauthorized):
        browser_of("anna").open(f"{unit.absolute_url()}/@@unit-services")


def test_a_rule_speaks_of_services_and_can_be_changed(unit, chef):
    chef.open(f"{unit.absolute_url()}/@@routing-rule")
    chef.getControl(name="title").value = "Fragen"
    chef.getControl(name="services").value = ["contact"]
    chef.getControl(name="ground").value = ["temporary-protection"]
    chef.getControl(name="desks").value = ["l-z"]
    chef.getControl("In den Entwurf übernehmen").click()
    assert re.search(
        "Vorgänge zu „[^“]+“ mit der Staatsangehörigkeit „Ukraine“ .Rechtsgrundlage: "
        "Vorübergehender Schutz .§ 24 AufenthG.. kommen zu „Ordner L–Z“.",
        text(chef),
    )

    chef.getLink("Ändern", index=1).click()
    assert chef.getControl(name="title").value == "Fragen"
    assert chef.getControl(name="services").value == ["contact"]
    assert chef.getControl(name="ground").value == ["temporary-protection"]
    chef.getControl(name="desks").value = ["a-k", "l-z"]
    chef.getControl(name="ranges_a-k").value = "A-M"
    chef.getControl(name="ranges_l-z").value = "Z–N"
    chef.getControl("In den Entwurf übernehmen").click()
    assert "„Z–N“ ist kein Bereich" in text(chef)
    assert chef.getControl(name="ranges_a-k").value == "A-M", "nothing typed is lost"
    chef.getControl(name="ranges_l-z").value = "N–Z"
    chef.getControl("In den Entwurf übernehmen").click()
    transaction.begin()
    names, questions = book_of(unit).draft.rules
    assert (names.id, questions.id, len(questions.shares)) == ("names", "fragen", 2)
    assert questions.condition.all_of[0].value == ("contact",)

    chef.getControl("Ausschalten", index=1).click()
    assert "ausgeschaltet" in text(chef)
    chef.getControl("Entfernen", index=1).click()
    transaction.begin()
    assert len(book_of(unit).draft.rules) == 1
    chef.getControl("Entwurf verwerfen").click()
    transaction.begin()
    assert book_of(unit).draft is None


def test_desks_with_the_same_names_share_them(unit, chef):
    chef.open(f"{unit.absolute_url()}/@@routing-draft")
    add_rule(chef, "Zu zweit", "a-k", "l-z", "team", a_k="A–M", l_z="A–M")
    transaction.begin()
    shares = book_of(unit).draft.rules[-1].shares
    assert [(share.desks, str(share.ranges[0]) if share.ranges else "") for share in shares] == [
        (("a-k", "l-z"), "A–M"),
        (("team",), ""),
    ]


def test_what_the_form_cannot_say_stays_as_it_is(unit, chef):
    condition = {"any": [{"field": "service", "is": "contact"}, {"field": "x", "filled": True}]}
    own_book(unit).write_draft(rules(to("a-k", id_="odd", condition=condition)), "chef")
    transaction.commit()
    chef.open(f"{unit.absolute_url()}/@@routing-rule?rule=odd")
    assert "nur über die Schnittstelle (API)" in text(chef)
    chef.getControl(name="title").value = "Seltsam"
    chef.getControl("In den Entwurf übernehmen").click()
    transaction.begin()
    (rule,) = book_of(unit).draft.rules
    assert rule.title == "Seltsam"
    assert len(rule.condition.any_of) == 2


def test_two_heads_do_not_overwrite_each_other(unit, chef):
    chef.open(f"{unit.absolute_url()}/@@routing-rule")
    chef.getControl(name="title").value = "Meine"
    chef.getControl(name="desks").value = ["a-k"]
    steering.write_draft(unit, rules(to("l-z")), "")
    transaction.commit()
    chef.getControl("In den Entwurf übernehmen").click()
    assert "Jemand hat den Entwurf inzwischen geändert" in text(chef)
    assert chef.getControl(name="title").value == "Meine"
    transaction.begin()
    assert book_of(unit).draft == rules(to("l-z"))


def test_rules_on_origin_do_not_come_into_force(unit, chef):
    syria = to("l-z", id_="sy", condition={"field": "nationality", "in": ["SYR"]})
    own_book(unit).write_draft(rules(syria, to("a-k", id_="rest")), "chef")
    transaction.commit()
    chef.open(f"{unit.absolute_url()}/@@routing-draft")
    assert "unterscheidet nach der Herkunft" in text(chef)
    chef.getControl(name="reason").value = "Weil"
    chef.getControl("Diese Regeln in Kraft setzen").click()
    assert "Diese Regeln können nicht in Kraft treten" in text(chef)
    assert chef.getControl(name="reason").value == "Weil"
    transaction.begin()
    assert book_of(unit).number == 0


def test_the_replay_tells_what_would_go_elsewhere_and_changes_nothing(portal, unit, chef):
    cases = [a_case(name) for name in ("Abbas", "Kaya", "Zhang")]
    family = {"evidence": {"family": "f" * 32}}
    together = [a_case("Lopez", **family), a_case("Abbas", **family)]
    own_book(unit).write_draft(rules(by_name(**{"a-k": "A–B, L", "l-z": "C–K, M–Z"})), "chef")
    transaction.commit()
    before = {case.reference: (case.getPhysicalPath(), dict(case.decision)) for case in cases}

    chef.open(f"{unit.absolute_url()}/@@routing-draft")
    chef.getControl("Zeigen, was woanders hinkäme").click()

    page = text(chef)
    assert "Verglichene Vorgänge: 5. In einen anderen Ordner kämen: 3." in page
    assert "2 von „Ordner L–Z“ zu „Ordner A–K“" in page
    assert "1 von „Ordner A–K“ zu „Ordner L–Z“" in page
    for moved in (cases[1], *together):
        assert moved.reference in page
    assert cases[0].reference not in page
    transaction.begin()
    assert before == {
        case.reference: (case.getPhysicalPath(), dict(case.decision)) for case in cases
    }
    trail = [entry for entry in privacy.trail(clock.today()) if entry.why == "routing replay"]
    assert {entry.subject for entry in trail} == {case.reference for case in (*cases, *together)}
    assert {entry.who for entry in trail} == {"chef"}


def test_all_versions_can_be_read(unit, browser_of):
    book = own_book(unit)
    now = clock.now()
    book.put_in_force(rules(to("a-k")), "chef", now, "Zuerst")
    book.put_in_force(rules(**{"l-z": "A–Z"}), "chef", now, "Dann")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(f"{unit.absolute_url()}/@@routing-versions")
    assert "Zuerst" in text(anna) and "Dann" in text(anna)
    anna.getLink("1", url="number=1").click()
    assert "Alle Vorgänge kommen zu „Ordner A–K“." in text(anna)
    with pytest.raises(NotFound):
        anna.open(f"{unit.absolute_url()}/@@routing-versions?number=3")


# Absences and suspended ranges


def day(browser, name, value):
    for part, written in zip(("year", "month", "day"), value.isoformat().split("-"), strict=True):
        browser.getControl(name=f"{name}.{part}").value = written


def test_who_is_absent_gets_nothing_new(unit, chef, browser_of):
    today = clock.today()
    chef.open(f"{unit.absolute_url()}/@@absences")
    assert "Niemand ist als abwesend eingetragen" in text(chef)
    chef.getControl(name="who").value = ["member:anna"]
    day(chef, "first", today)
    day(chef, "last", today.replace(year=today.year - 1))
    chef.getControl(name="deputy").value = ["l-z"]
    chef.getControl(name="reason").value = "GEHEIMER GRUND"
    chef.getControl("Abwesenheit eintragen").click()
    assert "Der letzte Tag liegt vor dem ersten" in text(chef)
    day(chef, "last", today)
    chef.getControl("Abwesenheit eintragen").click()
    assert "Anna:" in text(chef)
    assert "Vertretung: „Ordner L–Z“" in text(chef)
    assert "GEHEIMER GRUND" in text(chef)

    case = a_case("Abbas")
    assert case.getPhysicalPath()[4] == "l-z"
    transaction.commit()
    berta = browser_of("berta")
    berta.open(case.absolute_url())
    assert "„Ordner A–K“ ist abwesend; darum Vertretung durch „Ordner L–Z“" in text(berta)
    assert "GEHEIM" not in berta.contents.replace("GEHEIME ANTWORT", "")
    for browser, desk in ((berta, "A–K"), (chef, "L–Z")):
        browser.open(f"{unit.absolute_url()}/@@routing")
        browser.getControl(name="family_name").value = "Abbas"
        browser.getControl("Ordner zeigen").click()
        assert f"Abbas kommt zu „Ordner {desk}“." in text(browser)
    chef.open(f"{unit.absolute_url()}/@@absences")
    transaction.begin()
    trail = " ".join(f"{e.action} {e.why}" for e in privacy.trail(today))
    assert "routing.absence member anna" in trail
    assert "GEHEIM" not in trail

    chef.getControl("Entfernen").click()
    assert "Niemand ist als abwesend eingetragen" in text(chef)
    transaction.begin()
    assert a_case("Abbas").getPhysicalPath()[4] == "a-k"


def test_a_suspended_range_goes_elsewhere(unit, chef):
    today = clock.today()
    chef.open(f"{unit.absolute_url()}/@@suspensions")
    chef.getControl(name="ranges").value = "S-Z"
    day(chef, "first", today)
    day(chef, "last", today)
    chef.getControl(name="desk").value = ["a-k"]
    chef.getControl(name="notice_en").value = "Please be patient."
    chef.getControl("Bereich aussetzen").click()
    assert "Schreiben Sie den Hinweis auch auf Deutsch" in text(chef)
    assert chef.getControl(name="notice_en").value == "Please be patient."
    chef.getControl(name="notice_de").value = "Es dauert länger."
    chef.getControl("Bereich aussetzen").click()
    assert "Familiennamen S–Z:" in text(chef)
    assert "Hinweis in: Deutsch, English" in text(chef)
    transaction.begin()
    case = a_case("Zhang")
    assert case.getPhysicalPath()[4] == "a-k"
    trail = [e for e in privacy.trail(today, case.reference) if e.action.startswith("routing")]
    assert [e.action for e in trail] == ["routing.suspended"]


# Nobody else

HEADS = ("routing-draft", "routing-rule", "routing-replay", "absences", "suspensions")


@pytest.mark.rotating(2)
@pytest.mark.parametrize("intruder", ["", "anna", "other", "manager"])
def test_nobody_but_the_head_changes_anything(portal, unit, browser_of, intruder):
    a_user(portal, "other", groups=("unit-heads",))
    a_user(portal, "manager", "Manager", "Site Administrator")
    casework.add_unit(portal["office"], "one", "Sachgebiet 1", head="other")
    a_case("Abbas")
    draft = rules(to("l-z"))
    own_book(unit).write_draft(draft, "chef")
    transaction.commit()
    browser = browser_of(intruder)
    browser.handleErrors = True
    for name in HEADS:
        address = f"{unit.absolute_url()}/@@{name}"
        for body in ("", "do=force&reason=x&seen=" + draft.version, "drop=x", "title=x&desks=a-k"):
            browser.post(address, body) if body else browser.open(address)
            refused = browser.headers["status"][:3] in ("401", "403", "404")
            assert refused or re.search("login|insufficient-privileges", browser.url), name
            assert "Vertretung" not in text(browser)
    transaction.begin()
    assert book_of(unit).number == 0
    assert dumps(book_of(unit).draft) == dumps(draft)
    browser.open(f"{unit.absolute_url()}/@@routing")
    assert ("Familiennamen A–K" in text(browser)) == bool(intruder)
    assert "Regeln ändern" not in text(browser)


def test_what_changes_needs_a_token(unit, chef):
    draft = rules(to("l-z"))
    own_book(unit).write_draft(draft, "chef")
    transaction.commit()
    for name in HEADS:
        with pytest.raises(Forbidden):
            chef.post(f"{unit.absolute_url()}/@@{name}", f"do=force&reason=x&seen={draft.version}")
    transaction.begin()
    assert book_of(unit).number == 0
    chef.open(f"{unit.absolute_url()}/@@routing-draft?do=force&reason=x&seen={draft.version}")
    transaction.begin()
    assert book_of(unit).number == 0
