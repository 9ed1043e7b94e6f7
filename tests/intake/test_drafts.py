import io
import logging
from datetime import UTC, datetime, timedelta

import pytest
import transaction
from OFS.Folder import Folder
from ZODB.blob import BlobStorage
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.annotation.attribute import AttributeAnnotations
from zope.annotation.interfaces import IAttributeAnnotatable
from zope.component import provideAdapter
from zope.interface import implementer

from permitdesk.core import clock
from permitdesk.core.reference import parse_code
from permitdesk.intake import drafts, vault
from permitdesk.intake.draft import KeptDocument, StepState, new_document_id

NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
CONTENT = b"%PDF-1.7 a rental contract with a person's name " * 20_000  # close to a megabyte


@implementer(IAttributeAnnotatable)
class Site(Folder):
    """Stands where the portal stands: something that has annotations."""


@pytest.fixture
def stored(tmp_path):
    """A real FileStorage with a real blob directory; closed again for reading its bytes."""
    provideAdapter(AttributeAnnotations)
    db = DB(BlobStorage(str(tmp_path / "blobs"), FileStorage(str(tmp_path / "Data.fs"))))
    connection = db.open()
    connection.root()["site"] = Site("site")
    transaction.commit()
    yield connection.root()["site"], tmp_path
    transaction.abort()
    connection.close()
    db.close()


@pytest.fixture
def site(stored):
    return stored[0]


def a_draft(site, **answers):
    draft = drafts.create(site, "employment", 3, "ar")
    draft.keep_step("person", StepState(answers or {"family_name": "Nguyen-Öztürk"}))
    return draft


def a_document(draft, content=CONTENT, filename="Mietvertrag Nguyen.pdf"):
    document = KeptDocument(
        new_document_id(), "tenancy", filename, "application/pdf", len(content), "0" * 64, 4
    )
    draft.add_document(document, io.BytesIO(content))
    return document


def test_nothing_of_an_unsent_application_is_readable_in_the_storage(stored, caplog):
    caplog.set_level(logging.DEBUG)
    site, directory = stored
    draft = a_draft(site, family_name="Nguyen-Öztürk", work_basis="blue_card_18g")
    draft.keep_step("work", StepState({"employer_name": "Weberei Auental", "since": "früher"}))
    a_document(draft)
    transaction.commit()

    files = [path for path in directory.rglob("*") if path.is_file()]
    raw = b"".join(path.read_bytes() for path in files)
    assert any(path.suffix == ".blob" for path in files), "the document is in a real blob file"
    assert len(raw) > len(CONTENT)
    code = draft.code.replace("-", "")
    for secret in (
        "Nguyen", "Öztürk", "blue_card_18g", "Weberei", "früher", "family_name", "work_basis",
        "person", "Mietvertrag", "tenancy", "rental contract", "application/pdf", draft.code, code,
        code.lower(), '"language"',
    ):  # fmt: skip
        for encoding in ("utf-8", "utf-16-le", "latin-1"):
            assert secret.encode(encoding) not in raw, secret
    assert b"employment" in raw, "what may stand in the clear would have been found"
    assert draft.code not in caplog.text


def test_a_draft_opens_with_its_code_and_gives_back_everything(site):
    draft = a_draft(site)
    document = a_document(draft)
    transaction.commit()
    site._p_jar.cacheMinimize()

    again = drafts.find(site, parse_code(draft.code.lower().replace("-", " ")))

    assert again.step("person").values == {"family_name": "Nguyen-Öztürk"}
    assert again.step("never seen") == StepState()
    assert (again.service, again.revision) == ("employment", 3)
    assert again.documents == (document,)
    assert b"".join(again.read_document(document.id)) == CONTENT
    assert again.about["language"] == "ar"
    assert len(bytes.fromhex(again.about["key"])) == 32


def test_an_unknown_code_opens_nothing(site):
    other = drafts.create(site, "employment", 3, "de").code
    drafts.drop(site, drafts.find(site, other).draft)
    a_draft(site)
    assert drafts.find(site, other) is None


def test_a_code_can_be_withdrawn_and_the_others_go_on_working(site):
    draft = a_draft(site)
    helper = drafts.issue_code(site, draft)
    assert drafts.find(site, helper).step("person").values == draft.step("person").values
    drafts.withdraw(site, draft, [vault.lookup(helper)])
    assert drafts.find(site, helper) is None
    assert drafts.find(site, draft.code) is not None


def test_a_document_is_removed_with_its_bytes(site):
    draft = a_draft(site)
    first, second = a_document(draft), a_document(draft, b"%PDF other", "Ausweis.pdf")
    draft.remove_document(first.id)
    draft.remove_document(first.id)
    assert draft.documents == (second,)
    assert len(draft.draft.files) == 1
    assert b"".join(draft.read_document(second.id)) == b"%PDF other"


def test_a_draft_lives_thirty_days_after_its_last_change(site):
    with clock.frozen(NOW):
        draft = a_draft(site)
    with clock.frozen(NOW + timedelta(days=20)):
        draft.keep_step("person", StepState({"family_name": "Ng"}))
        assert draft.saved_at == NOW + timedelta(days=20)
    with clock.frozen(NOW + timedelta(days=49)):
        assert drafts.drop_expired(site) == 0
        assert drafts.find(site, draft.code) is not None
    with clock.frozen(NOW + timedelta(days=50)):
        assert drafts.find(site, draft.code) is None, "past its time it does not open"
        assert drafts.drop_expired(site) == 1
        assert drafts.drop_expired(site) == 0
    store = drafts._store(site)
    assert [key for key in (*store.by_id, *store.by_code) if key] == []


def test_a_sent_draft_leads_to_its_receipt_only(site):
    draft = a_draft(site)
    a_document(draft)
    with clock.frozen(NOW):
        draft.mark_sent("EM-2026-AAAAA-AAAAA", "CODE", NOW + timedelta(hours=24))
        draft.empty()
        again = drafts.find(site, draft.code)
        assert again.sent == {"reference": "EM-2026-AAAAA-AAAAA", "access_code": "CODE"}
        assert again.step("person") == StepState()
        assert not again.documents
        assert not again.draft.files
    with clock.frozen(NOW + timedelta(hours=25)):
        assert drafts.drop_expired(site) == 1


def test_reading_a_draft_changes_nothing(site):
    draft = a_draft(site)
    a_document(draft)
    transaction.commit()
    found = drafts.find(site, draft.code)
    found.step("person"), found.documents, found.saved_at, found.sent
    assert drafts.find(site, draft.code[::-1]) is None
    assert not site._p_jar._registered_objects


def test_what_cannot_be_encoded_is_kept_as_typed(site):
    draft = a_draft(site, family_name="\ud800 \u202e O’Neill")
    assert drafts.find(site, draft.code).step("person").values["family_name"].endswith("O’Neill")
