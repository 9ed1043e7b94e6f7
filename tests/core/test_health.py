import pytest
from zope.component import getMultiAdapter

from permitdesk.core.health import ask_storage


def test_a_portal_with_its_storage_is_ready(portal, integration):
    view = getMultiAdapter((portal, integration["request"]), name="ready")
    assert view() == "ready\n"


def test_a_lost_storage_shows_although_everything_is_cached(tmp_path):
    """Given a database whose file has gone away, when asked, then the error comes out."""
    import transaction
    from ZODB.DB import DB
    from ZODB.FileStorage import FileStorage

    storage = FileStorage(str(tmp_path / "Data.fs"))
    database = DB(storage)
    connection = database.open()
    assert connection.root() == {}
    ask_storage(connection)
    storage._file.close()
    assert connection.root() == {}, "the cache still answers"
    with pytest.raises(ValueError, match="closed"):
        ask_storage(connection)
    transaction.abort()
