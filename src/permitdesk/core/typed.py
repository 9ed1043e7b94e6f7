"""What a request carries is read by Zope before anything of ours is asked."""

from DateTime.interfaces import DateTimeError
from zExceptions import BadRequest


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
