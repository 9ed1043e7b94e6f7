"""What a request carries is read by Zope before anything of ours is asked."""

from DateTime.interfaces import DateTimeError
from plone.rest.interfaces import IAPIRequest
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest

# What plone.restapi raises for a body that is no JSON object; Zope takes it for a fault of ours.
UNREADABLE_BODY = DeserializationError
# What the catalogue and plone.restapi read as numbers.
NUMBERS = ("b_start", "b_size", "sort_limit")


def refuse_unreadable(event) -> None:
    """Subscriber: what Zope cannot read is the request's fault, a 400 and no 500.

    A form without its boundary, an unknown character set, a field called ``x:int`` that is no
    number: none of them comes from a page of the portal.
    """
    request = event.request
    read = request.processInputs

    def read_or_refuse() -> None:
        try:
            read()
        except (ValueError, LookupError, DateTimeError) as error:
            raise BadRequest("This request cannot be read.") from error

    request.processInputs = read_or_refuse


def refuse_no_number(event) -> None:
    """Subscriber: a batch that begins nowhere is the request's fault too.

    plone.restapi answers 500, and a connection that met a 500 is not used again
    (``connections``).
    """
    request = event.request
    if not IAPIRequest.providedBy(request):
        return
    for name in NUMBERS:
        value = request.form.get(name, 0)
        written = isinstance(value, str) and value.isascii() and value.isdecimal()
        if not (written or isinstance(value, int)):
            raise BadRequest(f"Invalid {name}: Not an integer")
