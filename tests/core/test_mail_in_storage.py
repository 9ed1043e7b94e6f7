"""What a mail said is in the database in no readable form, and after delivery not at all."""

import pytest
import transaction
from OFS.Folder import Folder
from plone.registry import Registry
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.interfaces import IPloneSiteRoot
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.annotation.attribute import AttributeAnnotations
from zope.annotation.interfaces import IAttributeAnnotatable
from zope.component import getGlobalSiteManager
from zope.component.hooks import getSite, setSite
from zope.interface import implementer
from zope.interface.registry import Components

from permitdesk.core import jobs, worker
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.mail import JOB, SendMail, queue_mail

# What this portal has of its own: the global registry belongs to all tests.
REGISTRY = Components(bases=(getGlobalSiteManager(),))
SECRETS = ("amira@example.org", "K7RM-4XQP-2HTN-9WKD-3FYZ", "Ihr Code zum Weitermachen")


@implementer(IAttributeAnnotatable, IPloneSiteRoot)
class Site(Folder):
    """Stands where the portal stands: something that has annotations and a worker looks into."""

    def getSiteManager(self):
        return REGISTRY


@pytest.fixture
def stored(tmp_path, monkeypatch):
    """A real FileStorage with a portal in it, and the directory where mails arrive."""
    monkeypatch.setenv("PERMITDESK_SECRETS", str(tmp_path / "secrets"))
    monkeypatch.setenv("PERMITDESK_MAIL_DIRECTORY", str(tmp_path / "mails"))
    REGISTRY.registerAdapter(AttributeAnnotations)
    REGISTRY.registerUtility(Registry(), IRegistry)
    REGISTRY.registerUtility(SendMail(), IJobHandler, JOB)
    db = DB(FileStorage(str(tmp_path / "Data.fs")))
    connection = db.open()
    application = connection.root()["Application"] = Folder("")
    application._setObject("portal", Site("portal"))
    transaction.commit()
    before = getSite()
    setSite(application["portal"])
    yield db, application["portal"], tmp_path
    setSite(before)
    transaction.abort()
    connection.close()
    db.close()


def raw(directory):
    return b"".join(path.read_bytes() for path in sorted(directory.glob("Data.fs*")))


def forms(secret):
    return [secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]


def test_a_mail_is_sealed_while_it_waits_and_gone_once_it_was_delivered(stored):
    db, site, directory = stored
    to, code, subject = SECRETS
    key = queue_mail(to, subject, f"Guten Tag\n\n{code}\n", "de")
    sealed = jobs.queue(site).get(key).sealed
    transaction.commit()
    waiting = raw(directory)
    assert key.encode() in waiting and sealed in waiting, "what is there would be found"
    assert not any(form in waiting for secret in SECRETS for form in forms(secret))

    worker.run_due(db)
    transaction.begin()
    (mail,) = (directory / "mails").iterdir()
    assert code in mail.read_text()
    assert key not in jobs.queue(site)
    db.pack()
    for old in directory.glob("Data.fs.old"):
        old.unlink()
    packed = raw(directory)
    # ``Data.fs.tmp`` holds the last transactions' bytes until the next one writes over them.
    assert sealed not in (directory / "Data.fs").read_bytes(), "not even sealed"
    assert not any(form in packed for secret in SECRETS for form in forms(secret))
