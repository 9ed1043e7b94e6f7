"""Services and the office for search engines, in the words of schema.org."""

from collections.abc import Mapping, Sequence

from plone import api
from zope.component import adapter
from zope.interface import Interface, implementer

from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.core.languages import LANGUAGES
from permitdesk.district import municipalities, office, openings
from permitdesk.guidance import GuidanceView, IFrequentQuestion, INewsEntry, as_faq
from permitdesk.guidance.interfaces import IGuidancePage, ITopic
from permitdesk.intake.interfaces import IStartPage
from permitdesk.site.views.home import Home
from permitdesk.theme.interfaces import IStructuredData

_SCHEMA = "https://schema.org"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class _Told:
    def __init__(self, context, request, view) -> None:
        self.view = view

    def _service(self, title, summary, kind: str, applied_at: str) -> Mapping[str, object]:
        view = self.view
        told = {
            "@context": _SCHEMA,
            "@type": "GovernmentService",
            "name": str(title),
            "description": str(summary),
            "url": view.canonical,
            "inLanguage": view.language,
            "serviceType": kind,
            "provider": {
                "@type": "GovernmentOffice",
                "@id": f"{view.site_address}#office",
                "name": view.district_name,
                "url": view.home,
            },
            "areaServed": {"@type": "AdministrativeArea", "name": view.district_name},
        }
        if applied_at:
            told["availableChannel"] = {
                "@type": "ServiceChannel",
                "serviceUrl": applied_at,
                "availableLanguage": list(LANGUAGES),
            }
        return told


@implementer(IStructuredData)
@adapter(IGuidancePage, IPermitdeskLayer, GuidanceView)
class OfPage(_Told):
    """A guidance page that leads to a service describes it."""

    def data(self) -> Mapping[str, object] | None:
        service, questions = self._of_service(), _faq(self.view)
        if service is None or questions is None:
            return service or questions
        parts = [
            {name: value for name, value in each.items() if name != "@context"}
            for each in (service, questions)
        ]
        return {"@context": _SCHEMA, "@graph": parts}

    def _of_service(self) -> Mapping[str, object] | None:
        service = getattr(self.view, "service", None)
        if service is None:
            return None
        page = self.view.context
        summary = page.description or page.answer
        return self._service(page.title, summary, str(service.title), service.address)


def _faq(view, questions=()) -> Mapping[str, object] | None:
    found = questions or getattr(view, "questions", ())
    return {"@context": _SCHEMA, **as_faq(found, view.language)} if found else None


@implementer(IStructuredData)
@adapter(ITopic, IPermitdeskLayer, GuidanceView)
class OfTopic(_Told):
    """A topic tells its frequent questions."""

    def data(self) -> Mapping[str, object] | None:
        return _faq(self.view)


@implementer(IStructuredData)
@adapter(IFrequentQuestion, IPermitdeskLayer, GuidanceView)
class OfQuestion(_Told):
    """A frequent question on its page."""

    def data(self) -> Mapping[str, object] | None:
        return _faq(self.view, [self.view.question])


@implementer(IStructuredData)
@adapter(INewsEntry, IPermitdeskLayer, GuidanceView)
class OfNews(_Told):
    """A piece of news, with its day and picture."""

    def data(self) -> Mapping[str, object] | None:
        item = self.view.item
        told = {
            "@context": _SCHEMA,
            "@type": "NewsArticle",
            "headline": item.title,
            "description": item.lead,
            "url": self.view.canonical,
            "inLanguage": self.view.language,
            "datePublished": item.day.isoformat(),
            "dateModified": self.view.context.modified().ISO8601(),
            "image": item.picture,
            "publisher": {
                "@type": "GovernmentOrganization",
                "name": self.view.district_name,
                "url": self.view.home,
            },
        }
        return {name: value for name, value in told.items() if value}


@implementer(IStructuredData)
@adapter(Interface, IPermitdeskLayer, IStartPage)
class OfStartPage(_Told):
    """The start page of a service."""

    def data(self) -> Mapping[str, object]:
        view = self.view
        summary = view.published.shown("service.summary", view.language)
        applied_at = view.address if view.published.accepts_applications else ""
        return self._service(view.title, summary, str(view.title), applied_at)


@implementer(IStructuredData)
@adapter(Interface, IPermitdeskLayer, Home)
class OfHome(_Told):
    """The office itself, with hours and places; the pages of services refer to it."""

    def data(self) -> Mapping[str, object] | None:
        own = office()
        if not own.name:
            return None
        told = {
            "@context": _SCHEMA,
            "@type": "GovernmentOffice",
            "@id": f"{self.view.site_address}#office",
            "name": own.name,
            "url": self.view.home,
            "logo": self.view.arms_address,
            "address": own.address.replace("\n", ", "),
            "telephone": own.phone,
            "email": own.email,
            "sameAs": own.website,
            "areaServed": [
                {"@type": "City", "name": each.name}
                for each in municipalities()
                if each.authority is None
            ],
            "openingHoursSpecification": self._hours(),
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "name": api.portal.get().title,
            },
        }
        return {name: value for name, value in told.items() if value}

    @staticmethod
    def _hours() -> Sequence[Mapping[str, str]]:
        return [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{_SCHEMA}/{_DAYS[each.weekday]}",
                "opens": f"{each.begins:%H:%M}",
                "closes": f"{each.ends:%H:%M}",
            }
            for each in openings()
        ]
