"""What a caseworker meets first, and why: an order by the day by which the office has to act."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zope.i18n import translate

from permitdesk.casework import shelf
from permitdesk.casework.catalogue import SORTABLE, CaseCatalogue
from permitdesk.casework.due import Due
from permitdesk.casework.names import words_of
from permitdesk.casework.person import Person, person
from permitdesk.casework.query import Between, Query
from permitdesk.casework.row import APPLICANT, NO_DAY, NOBODY, OFFICE, Row
from permitdesk.casework.worklist.facts import azr_digest, first_deadline, waiting
from permitdesk.casework.worklist.listing import ENTRANCES, Filter
from permitdesk.casework.worklist.priority import matters, priority
from permitdesk.casework.worklist.searching import search
from permitdesk.core import clock
from permitdesk.services.definition import Definition, Field, Step

CALM = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
TODAY = date(2026, 11, 28)
DESK = "two/a-k"


def a_row(name="Abbas", received="2026-11-27", **changes):
    """A case of a desk that came in yesterday and waits for the office."""
    desk = changes.get("desk", DESK)
    values = {
        "path": f"{desk}/{name}",
        "reference": f"EM-2026-{name}",
        "desk": desk,
        "state": "received",
        "service": "employment",
        "kind": "application",
        "language": "ar",
        "name": name,
        "name_key": name.casefold(),
        "received": f"{received}T09:00:00+00:00",
        "words": words_of([name]),
        **changes,
    }
    row = Row(**values)
    return replace(row, matters=matters(row))


def said(row):
    return translate(priority(row, TODAY)[1], target_language="de")


def listed(catalogue, desks=(DESK,), start=0, size=50, **wanted):
    wanted = Filter(**wanted)
    total, rows = catalogue.rows(
        desks, wanted.query(TODAY), wanted.order, wanted.descending, start, size
    )
    return total, [row.name for row in rows]


@pytest.fixture
def catalogue():
    made = CaseCatalogue()
    for row in (
        a_row("Adam"),
        a_row("Bari", expires="2026-12-04"),
        a_row("Celik", expires="2027-06-01", received="2026-11-26"),
        a_row("Diallo", expires="2026-11-20"),
        a_row("Eren", expires="2026-12-28"),
        a_row("Farah", expires="2026-12-29"),
        a_row("Gashi", expires="2026-12-01", state="decided", waiting=NOBODY),
        a_row("Haddad", state="closed", waiting=NOBODY, received="2026-11-28"),
        a_row("Ilyas", kind="contact", urgency="urgent"),
        a_row("Jansen", starts="2026-12-08", received="2026-11-25"),
        a_row("Kaya", state="documents_requested", waiting=APPLICANT, expires="2026-12-20"),
    ):
        made.put(row)
    return made


EVERY = ["Ilyas", "Jansen", "Diallo", "Bari", "Kaya", "Eren", "Farah", "Celik", "Adam", "Haddad",
         "Gashi"]  # fmt: skip


def test_what_has_to_be_done_soonest_comes_first_and_what_is_done_last(catalogue):
    assert listed(catalogue) == (11, EVERY)


@pytest.mark.parametrize(
    ("person", "set_", "day"),
    [
        (Person(), None, None),
        (Person(expires="2026-12-01"), None, None),  # the title's end has its own name
        (Person(deadline="2026-12-01", expires="2026-12-01"), None, None),  # as kept once
        (Person(deadline="2026-12-03", expires="2026-12-01"), None, "2026-12-03"),
        (Person(deadline="2026-12-03"), "2026-12-02", "2026-12-02"),
        (Person(deadline="2026-12-03"), "2026-12-04", "2026-12-03"),
        (Person(expires="2026-12-01"), "2026-12-04", "2026-12-04"),
    ],
)
def test_one_day_is_called_the_deadline(person, set_, day):
    due = Due(date.fromisoformat(set_), "decide") if set_ else None
    found = first_deadline(person, due)
    assert (found and found.day.isoformat()) == day


def test_what_is_called_urgent_is_not_below_an_expiring_title():
    urgent = a_row(kind="contact", urgency="urgent", received="2026-11-28")
    expiring = a_row(expires="2026-12-01", received="2026-11-27")
    assert priority(urgent, TODAY)[0] < priority(expiring, TODAY)[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"expires": "2026-12-04"}, "Titel läuft in 6 Tagen ab"),
        ({"expires": "2026-11-29"}, "Titel läuft morgen ab"),
        ({"expires": "2026-11-28"}, "Titel läuft heute ab"),
        ({"expires": "2026-11-27"}, "Titel gestern abgelaufen"),
        ({"expires": "2026-11-20"}, "Titel seit 8 Tagen abgelaufen"),
        ({"starts": "2026-12-08"}, "Arbeitsbeginn in 10 Tagen"),
        ({"starts": "2026-11-01"}, "Gestern eingegangen"),  # works already
        ({"deadline": "2026-12-01"}, "Frist in 3 Tagen"),
        ({"deadline": "2026-12-04", "expires": "2026-12-04"}, "Titel läuft in 6 Tagen ab"),
        ({"news_since": "2026-11-25", "received": "2026-11-01"}, "Antwort seit 3 Tagen ungelesen"),
        ({"urgency": "urgent"}, "Als sehr dringend gemeldet"),
        ({"urgency": "soon"}, "Als dringend gemeldet"),
        ({"received": "2026-10-01"}, "Seit 58 Tagen hier"),
        (
            {"received": "2026-08-20"},
            "Seit 100 Tagen ohne Entscheidung (§ 75 VwGO: drei Monate)",
        ),
        ({"due": "2026-11-30", "due_for": "task"}, "Aufgabe fällig in 2 Tagen"),
        ({"due": "2026-11-28", "due_for": "of another version"}, "Heute fällig"),
        ({"due": "2026-12-10", "due_for": "decide"}, "Entscheidung fällig in 12 Tagen"),
        (
            {
                "state": "decided",
                "due": "2026-11-20",
                "due_for": "deliver",
                "expires": "2026-11-01",
            },
            "Seit 8 Tagen entschieden, noch nicht bekannt gegeben",
        ),
        ({"waiting": APPLICANT, "urgency": "urgent"}, "Gestern eingegangen"),
        (
            {"waiting": APPLICANT, "received": "2026-11-08"},
            "Wartet auf Antwort, seit 20 Tagen hier",
        ),
        ({"waiting": APPLICANT, "expires": "2026-12-04"}, "Titel läuft in 6 Tagen ab"),
        (
            {"waiting": APPLICANT, "due": "2026-11-26", "due_for": "asked"},
            "Nachfrist seit 2 Tagen abgelaufen",
        ),
        (
            {
                "waiting": APPLICANT,
                "state": "hearing",
                "due": "2026-11-26",
                "due_for": "hearing",
            },
            "Anhörung seit 2 Tagen abgelaufen",
        ),
    ],
)
def test_the_reason_is_said_in_words(changes, words):
    assert said(a_row(**changes)) == words


def test_nothing_is_a_reason_once_nobody_waits():
    assert priority(a_row(waiting=NOBODY, expires="2026-11-01"), TODAY)[1] is None


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str)
MAYBE = st.one_of(st.just(NO_DAY), DAYS)
ROWS = st.builds(
    a_row,
    received=DAYS,
    expires=MAYBE,
    starts=MAYBE,
    deadline=MAYBE,
    due=MAYBE,
    urgency=st.sampled_from(["", "soon", "urgent"]),
    waiting=st.sampled_from([OFFICE, APPLICANT, NOBODY]),
    news_since=st.one_of(st.just(""), DAYS),
)


@CALM
@given(ROWS, ROWS, st.integers(0, 500))
def test_a_day_that_passes_changes_no_order(one, other, days):
    """Nothing has to be reckoned anew at night."""
    later = TODAY + timedelta(days)
    assert priority(one, TODAY)[0] == priority(one, later)[0]
    assert (priority(one, TODAY)[0] < priority(other, TODAY)[0]) == (one.matters < other.matters)


@CALM
@given(ROWS, DAYS)
def test_one_more_reason_never_puts_a_case_behind(row, day):
    if row.waiting != NOBODY:
        sooner = replace(row, expires=min(row.expires, day))
        assert matters(sooner)[:12] <= matters(row)[:12]


@pytest.mark.parametrize(("few", "steps"), [(0, 9), (9999, 1000), (9999, 3), (9999, 0)])
@pytest.mark.parametrize("size", [1, 2, 3, 11])
def test_no_case_is_lost_or_doubled_between_pages(catalogue, monkeypatch, few, steps, size):
    """Whichever way a list is made: sorted, followed, or picked out of what is far away."""
    monkeypatch.setattr(shelf, "FEW", few)
    monkeypatch.setattr(shelf, "STEPS", steps)
    for wanted, every in (({}, EVERY), ({"language": "ar"}, EVERY), ({"text": "a"}, ["Adam"])):
        for descending in (False, True):
            pages = [
                listed(catalogue, start=start, size=size, descending=descending, **wanted)
                for start in range(0, len(every), size)
            ]
            assert {total for total, _names in pages} == {len(every)}
            names = [name for _total, names in pages for name in names]
            assert names == (every[::-1] if descending else every)
    assert listed(catalogue, start=11) == (11, [])


NAMED = st.sampled_from(["Abbas", "Abbas Omar", "Abel", "Kaya"])
# Whether lists are sorted, followed, or picked out, and how often a word has to come for a set.
WAYS = st.sampled_from([(8, 2_000, 256), (0, 9, 2), (9999, 1000, 1), (9999, 3, 2), (9999, 0, 4)])


@settings(CALM, max_examples=100)
@given(st.lists(st.tuples(ROWS, NAMED), max_size=25), WAYS, st.data())
def test_every_order_and_filter_finds_what_a_plain_look_finds(rows, way, data):
    catalogue, desks = CaseCatalogue(), ("two/a-k", "two/l-z")
    rows = [
        replace(
            row,
            reference=f"EM-{number}",
            desk=(desk := data.draw(st.sampled_from(desks))),
            path=f"{desk}/{number}",
            state=data.draw(st.sampled_from(["received", "in_review"])),
            name_key=name,
            words=words_of([name]),
        )
        for number, (row, name) in enumerate(rows)
    ]
    wanted = Filter(
        state=data.draw(st.sampled_from(["", "received"])),
        waiting=data.draw(st.sampled_from(["", OFFICE, NOBODY])),
        expires=data.draw(st.sampled_from(["", "over", "30"])),
        text=data.draw(st.sampled_from(["", "ab", "abbas", "kaya", "omar abbas"])),
        sort_on=data.draw(st.sampled_from(SORTABLE)),
        descending=data.draw(st.booleans()),
    )
    start, size = data.draw(st.tuples(st.integers(0, 9), st.integers(1, 30)))

    def is_wanted(row):
        left = 9999 if row.waiting == NOBODY else (date.fromisoformat(row.expires) - TODAY).days
        window = {"": True, "over": left < 0, "30": 0 <= left <= 30}[wanted.expires]
        same = all(getattr(row, n) == v for n in ("state", "waiting") if (v := getattr(wanted, n)))
        named = all(any(w.startswith(t) for w in row.words) for t in wanted.text.split())
        return window and same and named

    def place(row):
        """By a value that many have, within it by what matters; of what is done no day counts."""
        if wanted.order not in shelf.ORDERS:
            return getattr(row, wanted.order), row.matters
        is_over = wanted.order in shelf.DAYS and row.waiting == NOBODY
        return NO_DAY if is_over else getattr(row, wanted.order)

    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("FEW", "STEPS", "OFTEN"), way, strict=True):
            patch.setattr(shelf, name, value)
        patch.setattr(shelf, "LOOK", 1)
        for row in rows:
            catalogue.put(row)
            # Ended, and written to again: from one shelf to the other and back.
            catalogue.put(replace(row, state="closed", waiting=NOBODY, labels=("x",), words=()))
            catalogue.put(row)
        query = wanted.query(TODAY)
        total, every = catalogue.rows(desks, query, wanted.order, wanted.descending)
        every = list(every)
        _total, page = catalogue.rows(desks, query, wanted.order, wanted.descending, start, size)
        page = list(page)
    plain = [row for row in rows if is_wanted(row)]
    assert sorted(every, key=lambda row: row.reference) == sorted(
        plain, key=lambda row: row.reference
    )
    assert total == len(plain) == catalogue.count(desks, query)
    assert [place(row) for row in every] == sorted(map(place, plain), reverse=wanted.descending)
    assert page == every[start : start + size]
    assert all(catalogue.row(row.reference) == row for row in rows)
    for row in rows:
        catalogue.remove(row.reference)
    assert catalogue.count(desks) == 0 == catalogue.count(desks, query)
    assert catalogue.values(desks, "label") == []


def test_a_range_costs_no_more_than_the_cases_in_it():
    made = shelf.Shelf(DESK)
    numbers = (n * 7919 % 100_003 for n in range(1, 100_000))
    made._trees["born"].update({f"1990-01-01\0{number:010d}": number for number in numbers})
    began = time.process_time()
    found = made.select(Query(between=(Between("born", "1990", "1990-12-31"),)))
    assert len(found) == 99_999
    assert time.process_time() - began < 0.2, "key by key it takes five times as long"


def test_a_name_that_many_have_is_found_without_going_through_them():
    made = shelf.Shelf(DESK)
    for number in range(2000):
        made.put(a_row(f"Abbas{number % 5}", reference=f"EM-{number}"))
    assert len(made._trees["words"]) < 5 * (shelf.OFTEN + 20 * shelf.LOOK)
    (way,) = search("abbas1")
    assert made.count(made.select(Query(ways=(way,)))) == 400
    (way,) = search("abbas")
    assert made.count(made.select(Query(ways=(way,)))) == 2000


def test_the_newest_of_what_is_done_lie_far_behind_what_is_not(monkeypatch):
    """And what is not, far behind what is: nobody passes the others."""
    made, passed = CaseCatalogue(), []
    for number in range(3000):
        done, day = number % 2, f"2026-0{2 - number % 2}-01"
        changes = {"state": "closed", "waiting": NOBODY} if done else {}
        made.put(a_row(str(number), received=day, reference=f"EM-{number}", **changes))
    backwards = shelf._backwards
    monkeypatch.setattr(
        shelf, "_backwards", lambda tree: (passed.append(key) or key for key in backwards(tree))
    )
    newest = listed(made, state="closed", sort_on="received", descending=True)
    assert (newest[0], len(newest[1])) == (1500, 50)
    assert len(passed) < 60


def test_a_case_that_goes_to_another_desk_is_there_and_no_longer_here(catalogue):
    catalogue.remove("EM-2026-Bari")
    catalogue.put(a_row("Bari", desk="two/l-z"))
    assert listed(catalogue, ("two/l-z",)) == (1, ["Bari"])
    assert "Bari" not in listed(catalogue)[1]
    assert listed(catalogue, ("two/a-k", "two/l-z"))[0] == 11


def test_filters_go_on_working(catalogue):
    assert listed(catalogue, state="decided") == (1, ["Gashi"])
    assert listed(catalogue, text="Eren") == (1, ["Eren"])
    assert listed(catalogue, state="nonsense") == (0, [])
    assert listed(catalogue, expires="30")[1] == ["Bari", "Kaya", "Eren"]
    assert listed(catalogue, expires="over")[1] == ["Diallo"]
    assert listed(catalogue, sort_on="nonsense")[1] == EVERY
    assert listed(catalogue, sort_on="name_key", descending=True)[1] == sorted(EVERY)[::-1]


def test_each_entrance_asks_for_what_it_says(catalogue):
    catalogue.put(a_row("Lang", news="new", news_since="2026-11-27", received="2026-10-01"))
    catalogue.put(a_row("Moreno", unanswered="yes", state="closed", waiting=NOBODY))
    catalogue.put(a_row("Late", deadline="2026-11-20", received="2026-11-28"))
    catalogue.put(a_row("Soon", deadline="2026-12-12", received="2026-11-28"))
    catalogue.put(a_row("Far", deadline="2026-12-13", received="2026-11-28"))
    found = {name: listed(catalogue, **wanted)[1] for name, wanted in ENTRANCES.items()}
    counts = {n: catalogue.count([DESK], Filter(**w).query(TODAY)) for n, w in ENTRANCES.items()}
    assert counts == {name: len(names) for name, names in found.items()}
    assert found["urgent"] == ["Ilyas", "Jansen", "Diallo", "Bari", "Late", "Lang"]
    assert found["theirs"] == ["Kaya"]
    assert found["replies"] == ["Moreno"], "read or not, ended or not: nobody has replied"
    assert set(found["mine"]) == {*EVERY, "Lang", "Late", "Soon", "Far"} - {
        "Kaya",
        "Gashi",
        "Haddad",
    }
    assert found["deadlines"] == ["Late", "Soon"], "what is over still has to be met"
    assert "Gashi" not in found["new"]


def test_who_is_waited_for():
    assert waiting("documents_requested", False) == APPLICANT
    assert waiting("documents_requested", True) == OFFICE
    assert waiting("hearing", False) == APPLICANT
    assert waiting("hearing", False, answered=True) == OFFICE
    assert waiting("in_review", False) == OFFICE
    assert waiting("closed", False) == NOBODY
    assert waiting("closed", True) == OFFICE, "somebody wrote after the end"


def people(*names, **changes):
    made = CaseCatalogue()
    for number, given_names in enumerate(names):
        row = a_row(f"N{number}", **changes)
        made.put(replace(row, name=given_names[0], words=words_of(given_names)))
    return made


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("Müller", "Jürgen"), "mueller"),
        (("Müller", "Jürgen"), "Muller jurgen"),
        (("Mueller",), "Müller"),
        (("Muller",), "Müller"),
        (("MUELLER",), "müll"),
        (("Al-Ghazali", "Omar"), "alghazali"),
        (("Alghazali", "Omar"), "Al Ghazali"),
        (("Al-Ghazali", "Omar"), "omar ghazali"),
        (("Al-Ghazali", "Omar"), "Ghazali, Omar"),
        (("von der Leyen",), "Leyen"),
        (("Leyen",), "von der Leyen"),
        (("Garcia Marquez", "Gabriel Jose"), "Gabriel García Márquez"),
        (("Strauß",), "strauss"),
        (("Sørensen",), "soerensen"),
        (("Wałęsa",), "walesa"),
        (("Dvořák",), "Dvorak"),
        (("Şahin", "Işıl"), "isil sahin"),
        (("O’Connor",), "oconnor"),
        (("Petrenko", "Олександр Петренко"), "петренко"),
        (("Ghazali", "عمر الغزالي"), "الغزالى"),
        (("Ghazali", "عمر الغزالي"), "غزالي"),
        (("Ghazali", "أحمد"), "احمد"),
    ],
)
def test_a_name_is_found_in_any_spelling(names, typed):
    assert listed(people(names, ("Zhang", "Wei")), text=typed) == (1, [names[0]])


def test_every_word_counts_and_what_nobody_is_called_finds_nobody():
    catalogue = people(("Abbas", "Omar"), ("Abbas", "Layla"))
    assert listed(catalogue, text="abbas")[0] == 2
    assert listed(catalogue, text="abbas omar") == (1, ["Abbas"])
    for nobody in ("abbas wei", "bbas", "!!!", "\x00", "\uffff", "'", "*"):
        assert listed(catalogue, text=nobody) == (0, []), nobody


@pytest.mark.parametrize(
    "typed",
    ["12.04.1987", "12.4.87", "1987-04-12", "12 04 1987", "12/4/1987", "12. April 1987",
     "12 april 1987", "12041987", "04.1987", "4/1987", "1987", "Abbas 12.04.1987",
     "12.04.1987 abbas", "١٢.٠٤.١٩٨٧"],
)  # fmt: skip
def test_a_birth_date_is_found_in_several_spellings(typed):
    catalogue = CaseCatalogue()
    catalogue.put(a_row("Abbas", born="1987-04-12"))
    catalogue.put(a_row("Berger", born="1990-04-12"))
    assert listed(catalogue, text=typed) == (1, ["Abbas"])
    assert listed(catalogue, text="13.05.1987")[0] == 0
    assert listed(catalogue, text="45.04.1987")[0] == 0


def test_who_does_not_know_their_day_of_birth_is_found_too():
    catalogue = CaseCatalogue()
    catalogue.put(a_row("Abbas", born="1987-00-00"))
    catalogue.put(a_row("Berger", born="1987-04-00"))
    assert listed(catalogue, text="12.04.1987")[0] == 2
    assert listed(catalogue, text="12.05.1987") == (1, ["Abbas"])


def test_an_azr_number_is_found_whole_and_kept_as_a_digest():
    catalogue = CaseCatalogue()
    catalogue.put(a_row("Abbas", azr=azr_digest("240412 001234")))
    assert listed(catalogue, text="240412001234") == (1, ["Abbas"])
    assert listed(catalogue, text="2404 1200 1234") == (1, ["Abbas"])
    assert listed(catalogue, text="24041200123")[0] == 0
    assert "240412" not in str(catalogue.row("EM-2026-Abbas"))


def test_nothing_typed_asks_for_everybody():
    assert search("  ") is None and search("") is None


def test_the_facts_are_read_off_the_answers_by_their_marks():
    fields = (
        Field("status_valid_until", "date", "Bis wann?", mark="title-expires"),
        Field("contract_start", "date", "Ab wann?", mark="work-start"),
        Field("born", "partial-date", "Wann?", mark="birth-date"),
        Field("script", "text", "Wie?", mark="name-original-script"),
    )
    definition = Definition((Step("precheck", "Worum geht es?", fields=fields),))
    found = person(
        definition,
        {
            "status_valid_until": "2026-12-04",
            "contract_start": "2027-01-02",
            "born": "1987-00-00",
            "script": "عمر",
            "birth_name": "Haddad",
            "azr_number": " 240412001234 ",
        },
    )
    assert (found.expires, found.starts, found.birth_date) == (
        "2026-12-04",
        "2027-01-02",
        "1987-00-00",
    )
    assert found.other_names == ("عمر", "Haddad") and found.azr_number == "240412001234"
    assert person(definition, {"status_valid_until": "2026"}).expires == ""
    assert person(definition, {}).expires == "" and NO_DAY > "2027"


def test_the_clock_is_that_of_the_office():
    with clock.frozen(datetime(2026, 11, 28, 23, 30, tzinfo=UTC)):
        late = a_row(received="2026-11-28")
        assert priority(late, clock.today())[1] == "casework_worklist_received_yesterday"
