"""An office's own forms on paper: what is taken, what stays with a revision, how they move."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from plone import api

from documents.files import a_pdf, a_picture
from permitdesk.core import clock
from permitdesk.services import import_library, package, publish, published, revision
from permitdesk.services.comparison import compare
from permitdesk.services.package import UnreadablePackageError
from permitdesk.services.paper import ALL, OwnForm, OwnForms
from permitdesk.services.paper_files import (
    UnfitFormError,
    bytes_of,
    drop_form,
    keep_form,
    let_stand_instead,
    looked_at,
    paper_forms_of,
)
from permitdesk.services.revision import take_back
from permitdesk.services.taking import PACKAGE, begin, export, named, offers, take

FORM = OwnForm("a.pdf", "2026-05-03", "0" * 64, 1000, 2)
DAY = "2026-05-03"


@pytest.fixture
def contact(portal):
    import_library(portal, ["contact"])
    return portal["services"]["contact"]


@pytest.fixture
def manager(portal):
    with api.env.adopt_roles(["Manager"]):
        yield


def bring(service, tag=ALL, pages=1, day=DAY) -> OwnForm:
    form, data = looked_at(BytesIO(a_pdf(pages)), "Antrag.pdf", day)
    keep_form(service, tag, form, data)
    return form


def changed(data: bytes, **members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.get(name.partition(".")[0].split("/")[-1], old.read(name)))
    return out.getvalue()


def test_who_reads_a_language_gets_their_form_else_that_for_all_else_the_german():
    forms = OwnForms({"de": FORM, "uk": FORM})
    assert [forms.of(tag)[0] for tag in ("uk", "ar", "de")] == ["uk", "de", "de"]
    assert OwnForms({ALL: FORM, "de": FORM}).of("ar")[0] == ALL
    assert OwnForms({"uk": FORM}).of("ar") is None and OwnForms().data() == {}


def an_active_pdf() -> bytes:
    def act(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    return a_pdf(change=act)


@pytest.mark.parametrize(
    ("data", "day"),
    [
        (a_picture("PNG"), DAY),
        (b"%PDF-1.7 torn", DAY),
        (an_active_pdf(), DAY),
        (b"", DAY),
        (a_pdf(), "gestern"),
    ],
)
def test_only_a_whole_and_harmless_pdf_is_taken(portal, data, day):
    with pytest.raises(UnfitFormError) as refused:
        looked_at(BytesIO(data), "Antrag.pdf", day)
    assert refused.value.message


def test_a_revision_keeps_the_form_that_it_was_published_with(contact, manager):
    first = bring(contact)
    let_stand_instead(contact, True)
    publish(contact, "x")
    number = contact.published_number
    second, third = bring(contact, pages=2), bring(contact, pages=3)
    assert published(contact).paper_forms.forms[ALL] == first
    # Of what no state names nothing is kept.
    assert set(contact.paper_files) == {first.sha256, third.sha256} and second != third

    publish(contact, "x")
    drop_form(contact, ALL)
    assert published(contact).paper_forms.forms[ALL] == third
    before = revision(contact, number)
    assert before.paper_forms.instead and before.paper_forms.forms[ALL] == first
    assert bytes_of(contact, first.sha256).startswith(b"%PDF-")

    take_back(contact, contact.revisions[number])
    assert paper_forms_of(contact) == before.paper_forms


def test_without_a_form_nothing_changes_in_what_was_published(contact, manager):
    digest = published(contact).digest
    bring(contact)
    drop_form(contact, ALL)
    publish(contact, "x")
    assert published(contact).digest == digest


def test_another_form_is_a_difference_that_is_said(contact, manager):
    bring(contact, "uk")
    publish(contact, "x")
    bring(contact, "uk", pages=2)
    publish(contact, "x")
    number = contact.published_number
    (found,) = compare(
        revision(contact, number - 1), revision(contact, number), "de", clock.today()
    )
    (line,) = found.lines
    assert "Українська" in line.part and "Seiten: 1" in line.before and "Seiten: 2" in line.after


def test_a_form_travels_with_the_package(portal, contact, manager):
    bring(contact)
    bring(contact, "ar", pages=2)
    data = export(contact)
    files = package.read(data)
    assert package.write(package.read(package.write(files))) == package.write(files)

    copy = begin(portal, named(portal, replace(files, slugs={}, former_slugs={})), PACKAGE)
    assert paper_forms_of(copy) == paper_forms_of(contact)
    sha256 = paper_forms_of(copy).forms["ar"].sha256
    assert bytes_of(copy, sha256) == bytes_of(contact, sha256)

    drop_form(contact, ALL)
    stands = {each.part: each.state for each in offers(contact, files, PACKAGE)}
    assert stands["paper_forms"] == "different"
    assert take(contact, files, ["paper_forms"], PACKAGE) == ["paper_forms"]
    assert set(paper_forms_of(contact).forms) == {ALL, "ar"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("all", a_picture("PNG")),
        ("all", an_active_pdf()),
        ("paper_forms", b'{"forms": {}}'),
        ("paper_forms", b'{"forms": {"all": {"filename": "x", "day": "?"}}}'),
        ("paper_forms", b'{"forms": {"all": 3}}'),
        ("paper_forms", b'{"forms": 3, "instead": "yes"}'),
    ],
)
def test_a_package_brings_no_other_file_in(contact, name, content):
    bring(contact)
    data = export(contact)
    with pytest.raises(UnreadablePackageError):
        package.read(changed(data, **{name: content}))


def test_an_update_of_what_is_shipped_leaves_own_forms(portal, contact):
    bring(contact)
    del contact.imported["paper_forms"]
    import_library(portal, ["contact"])
    assert json.loads(contact.paper_forms)["forms"]
