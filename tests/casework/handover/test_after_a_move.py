"""What hangs on a case goes on where it lies now: status page, receipt, papers, codes, jobs."""

import io
from datetime import timedelta

import pikepdf
import pytest
import transaction
from plone.app.testing import login, logout

from builders.files import a_photo
from casework_builders import a_document, do_jobs
from permitdesk import casework
from permitdesk.casework import applicant, case_by_reference, caseworker
from permitdesk.casework.handover.assigning import assign, desk_at
from permitdesk.casework.office import office
from permitdesk.casework.papers import readable
from status_visitor import an_employment_case, an_office_with_services
