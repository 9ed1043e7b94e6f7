"""The district's settings: what staff change in the site."""

from collections.abc import Callable, Iterable

from zope import schema
from zope.interface import Interface, Invalid

from permitdesk.core import _
from permitdesk.district.authority import MalformedLineError, read_municipality, read_neighbour
from permitdesk.district.dated import read_figure


def _readable(read: Callable[[str], object]) -> Callable[[Iterable[str]], bool]:
    def every_line(lines: Iterable[str]) -> bool:
        for line in lines or ():
            try:
                read(line)
            except MalformedLineError as error:
                raise Invalid(str(error)) from error
        return True

    return every_line


def lines(read: Callable[[str], object], **texts) -> schema.Tuple:
    """A setting of one text a line; ``read`` raises ``MalformedLineError`` for one it refuses."""
    return schema.Tuple(
        value_type=schema.TextLine(),
        required=False,
        default=(),
        missing_value=(),
        constraint=_readable(read),
        **texts,
    )


class IDistrictSettings(Interface):
    """Registry records under ``permitdesk.district``; empty until a district fills them."""

    office_name = schema.TextLine(
        title=_("district_office_name", default="Name der Behörde"),
        required=False,
        default="",
    )
    office_address = schema.Text(
        title=_("district_office_address", default="Adresse"), required=False, default=""
    )
    office_hours = schema.Text(
        title=_("district_office_hours", default="Öffnungszeiten"), required=False, default=""
    )
    office_phone = schema.TextLine(
        title=_("district_office_phone", default="Telefon"), required=False, default=""
    )
    office_email = schema.TextLine(
        title=_("district_office_email", default="E-Mail"), required=False, default=""
    )
    office_website = schema.TextLine(
        title=_("district_office_website", default="Internetseite"), required=False, default=""
    )
    municipalities = lines(
        read_municipality,
        title=_("district_municipalities", default="Unsere Gemeinden"),
        description=_(
            "district_municipalities_help",
            default="Eine Gemeinde je Zeile: Kürzel | Name, zum Beispiel: auenfeld | Auenfeld."
            " Ein Kürzel, das schon benutzt wurde, dürfen Sie nicht mehr ändern.",
        ),
    )
    neighbours = lines(
        read_neighbour,
        title=_("district_neighbours", default="Orte mit eigener Ausländerbehörde"),
        description=_(
            "district_neighbours_help",
            default="Ein Ort je Zeile: Kürzel | Name | Behörde | Adresse | Telefon | E-Mail |"
            " Internetseite. Wer dort wohnt, wird dorthin verwiesen.",
        ),
    )
    fees = lines(
        read_figure,
        title=_("district_fees", default="Gebühren, die von den mitgelieferten abweichen"),
        description=_(
            "district_fees_help",
            default="Eine Gebühr je Zeile: Name | Betrag | gültig ab | Quelle, zum Beispiel:"
            " residence-permit-grant | 100.00 | 2027-01-01 | § 45 AufenthV."
            " Mit Ende: 2027-01-01/2027-12-31.",
        ),
    )
    thresholds = lines(
        read_figure,
        title=_("district_thresholds", default="Neue Gehaltsgrenzen"),
        description=_(
            "district_thresholds_help",
            default="Eine Grenze je Zeile, wie bei den Gebühren. Tragen Sie hier jedes Jahr im"
            " Dezember die Grenzen des nächsten Jahres ein.",
        ),
    )


class IWordUse(Interface):
    """Adapter on the site: where an official word is used. A higher room knows the pages."""

    def pages(forms: Iterable[str]) -> list[tuple[str, str]]:
        """Title and address of the German pages and services that use one of its forms."""
