"""A service leaves as one file and comes back as it was; nothing else comes in with it."""

import json
import zipfile
from io import BytesIO

import pytest

from permitdesk.services import package
from permitdesk.services.compose import read_service
from permitdesk.services.labels import sources
from permitdesk.services.package import UnreadablePackageError
from permitdesk.services.taking import revision_of


@pytest.fixture(scope="module")
def files():
    return read_service("family")


@pytest.fixture(scope="module")
def order(integration_session, files):
    return [key for key, text in revision_of(files).sources.items() if text]


@pytest.fixture(scope="module")
def data(files, order):
    return package.write(files, order)


def changed(data: bytes, **members: str | bytes | None) -> bytes:
    """The package with other members; None leaves one out."""
    out = BytesIO()
    names = {name.replace("__", "/").replace("_DOT_", "."): each for name, each in members.items()}
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, content in names.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_what_is_read_is_written_again_byte_by_byte(data, order):
    back = package.read(data)

    assert package.write(back, order) == data
    assert package.write(package.read(package.write(back))) == package.write(back)


def test_all_of_a_service_comes_back(files, data):
    back = package.read(data)
    before, after = revision_of(files), revision_of(back)

    assert after.definition == before.definition
    assert after.slugs == before.slugs and after.sources == before.sources
    for language, table in before.labels.items():
        assert dict(after.labels[language]) == dict(table)


def test_a_package_is_texts_that_one_can_compare(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(names) and "labels/uk.po" in names and "manifest.json" in names
    assert "Creation-Date" not in member(data, "labels/uk.po")
    other = member(data, "fields.xml").replace("Familienname", "Nachname")
    again = package.write(package.read(changed(data, fields_DOT_xml=other)))
    assert member(again, "fields.xml") == other


@pytest.mark.parametrize(
    "members",
    [
        {"..__evil_DOT_py": "x"},
        {"labels__de_DOT_po": ""},
        {"labels__..__en_DOT_po": ""},
        {"script_DOT_py": "x"},
        {"fields_DOT_xml": None},
        {"manifest_DOT_json": "[]"},
        {"manifest_DOT_json": "{"},
        {"texts_DOT_json": '{"title": "<script>alert(1)</script>"}'},
        {"texts_DOT_json": '{"title": 3}'},
        {"texts_DOT_json": '{"title": "\\u0000"}'},
        {"texts_DOT_json": '{"title": "nirew\\u202eBerlin"}'},
        {"hints_DOT_json": '[{"id": "a", "text": "<img src=x>"}]'},
        {"hints_DOT_json": "[" * 5000},
        {"hints_DOT_json": '[{"kind": "prerequisite", "shows": 3}]'},
        {"fee_rules_DOT_json": "[3]"},
        {"labels__en_DOT_po": 'msgctxt "a"\nmsgid "b"\nmsgstr "<b>c</b>"\n'},
        {"labels__en_DOT_po": 'msgctxt "a"\nmsgid "b"\nmsgstr "c\u2066d"\n'},
        {"labels__en_DOT_po": 'msgctxt "a"\nmsgid "b ${c}"\nmsgstr "d"\n'},
        {"labels__en_DOT_po": b"\xff\xfe"},
    ],
)
def test_what_does_not_belong_into_a_package_is_refused(data, members):
    with pytest.raises(UnreadablePackageError) as refused:
        package.read(changed(data, **members))

    assert str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("id", "../x"), ("id", "A b"), ("kind", "shell"), ("reference_prefix", "x1")),
        *(("slugs", {"de": "a/b"}), ("slugs", {"x": "a"}), ("limits", {"files": 9999})),
        *(("fees", "a"), ("title", ""), ("format", "other"), ("actions", "mail")),
        ("former_slugs", {"de": "a"}),
    ],
)
def test_a_manifest_says_only_what_it_may(data, name, value):
    manifest = {**json.loads(member(data, "manifest.json")), name: value}

    with pytest.raises(UnreadablePackageError):
        package.read(changed(data, manifest_DOT_json=json.dumps(manifest)))


def test_all_that_is_wrong_with_a_package_is_told(data):
    manifest = {**json.loads(member(data, "manifest.json")), "kind": "shell", "id": "A b"}

    with pytest.raises(UnreadablePackageError) as refused:
        package.read(changed(data, manifest_DOT_json=json.dumps(manifest)))

    said = str(refused.value)
    assert "manifest.json: id" in said and "manifest.json: kind" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<schema", '<schema based-on="os.system"'),
        ("<title>", "<title>&lt;b>"),
        ("<title>", "<title>&#x202e;"),
        ("message&quot;: &quot;", "message&quot;: &quot;&#x2067;"),
        ("zope.schema.TextLine", '" form:widget="x'),
        ("message&quot;: &quot;", "message&quot;: &quot;&lt;b>"),
        ("<model", "<!DOCTYPE x><model"),
    ],
)
def test_the_fields_of_a_package_are_screened(data, old, new):
    fields = member(data, "fields.xml").replace(old, new, 1)

    with pytest.raises(UnreadablePackageError):
        package.read(changed(data, fields_DOT_xml=fields))


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(data):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", " " * (package.MOST_UNPACKED + 1))

    with pytest.raises(UnreadablePackageError):
        package.read(out.getvalue())
    with pytest.raises(UnreadablePackageError):
        package.read(b"not a zip")
    with pytest.raises(UnreadablePackageError):
        package.read(data[:-400])


def test_translations_of_what_is_not_asked_stay_out(files, order, data):
    assert "field.nobody.title" not in member(data, "labels/en.po")
    assert sources(revision_of(files).definition).keys() >= set(order)
