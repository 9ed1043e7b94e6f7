"""Runs inside Zope: puts the services of a directory into the portal and publishes them."""

import os
import sys
from pathlib import Path

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

from permitdesk.services.importer import import_library

app = makerequest(globals()["app"])
setRequest(app.REQUEST)
newSecurityManager(app.REQUEST, app.acl_users.getUserById("admin").__of__(app.acl_users))
site = app[os.environ["PERMITDESK_SITE"]]
setSite(site)
import_library(site, library=Path(sys.argv[-1]))
transaction.commit()
