"""The development profile stores documents where a conflict elsewhere cannot delete them."""

import threading

import pytest
from ZODB.blob import BlobStorage
from ZODB.Connection import TransactionMetaData
from ZODB.FileStorage import FileStorage
from ZODB.utils import z64


def stored_blob(storage, tmp_path, while_open) -> str:
    """Commit a blob; ``while_open`` runs in another thread between its storing and the end."""
    file = tmp_path / "received"
    file.write_bytes(b"document")
    mine = TransactionMetaData()
    storage.tpc_begin(mine)
    oid = storage.new_oid()
    storage.storeBlob(oid, z64, b"record", str(file), "", mine)
    other = threading.Thread(target=while_open)
    other.start()
    other.join(10)
    assert not other.is_alive()
    storage.tpc_vote(mine)
    return storage.loadBlob(oid, storage.tpc_finish(mine))


def test_an_abort_elsewhere_leaves_a_documents_file_alone(tmp_path):
    storage = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    stored_blob(storage, tmp_path, lambda: storage.tpc_abort(TransactionMetaData()))
    storage.close()


def test_the_wrapper_that_the_recipe_would_take_deletes_it(tmp_path):
    """Why profiles/development.cfg has a storage of its own. When this fails, ZODB has changed."""
    storage = BlobStorage(str(tmp_path / "blobs"), FileStorage(str(tmp_path / "Data.fs")))
    with pytest.raises(KeyError, match="No blob file"):
        stored_blob(storage, tmp_path, lambda: storage.tpc_abort(TransactionMetaData()))
    storage.close()
