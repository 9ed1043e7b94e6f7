"""An example district, Kreis Auental: content, services, desks, staff. Never for production."""

from plone import api
from zope.component.hooks import getSite

from permitdesk.casework import add_letter_templates, set_up_office
from permitdesk.demo.applications import create_applications
from permitdesk.demo.desks import create_desks
from permitdesk.demo.identity import set_identity
from permitdesk.demo.pages import create_pages
from permitdesk.demo.staff import create_staff
from permitdesk.services import import_library


def create_demo_district(setup_tool=None) -> None:
    """Fill the portal with the demo district; what is there already stays as it is."""
    site = getSite()
    with api.env.adopt_roles(["Manager"]):
        set_identity()
        import_library(site)
        create_pages(site)
        create_staff()
        create_desks()
        add_letter_templates(set_up_office())
        create_applications(site)
