"""Contracts that every room may rely on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plone.app.contenttypes.interfaces import IPloneAppContenttypesLayer
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from zope import schema
from zope.interface import Attribute, Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

from permitdesk.core import _


class IPermitdeskLayer(
    IPloneAppMultilingualInstalled, IPloneAppContenttypesLayer, IDefaultBrowserLayer
):
    """Requests to a portal in which permitdesk is installed."""


@dataclass(frozen=True)
class Code:
    """One entry of a code list: a language-neutral ``value`` and its title in one language."""

    value: str
    title: str


class ICodeList(Interface):
    """A list of codes with titles in each language; a named utility, its name is the list's."""

    searchable = Attribute("True when the list is too long for a select and is searched")

    def codes(language: str) -> Sequence[Code]:
        """All codes, sorted as that language sorts them."""

    def title(value: str, language: str) -> str | None:
        """The title of one code, or None for an unknown one."""

    def search(query: str, language: str, limit: int = 20) -> Sequence[Code]:
        """Codes whose title in that language, in German, or whose code matches; best first."""


class ILanguageSettings(Interface):
    """Languages that the office has described."""

    described = schema.Dict(
        title=_("core_languages_described", default="Eigene Angaben zu Sprachen"),
        key_type=schema.TextLine(),
        value_type=schema.Dict(key_type=schema.TextLine(), value_type=schema.TextLine()),
        default={},
        required=False,
    )


class IReviewedLanguages(Interface):
    """Utility: which translations a native reader has reviewed; German is none."""

    def __call__() -> Sequence[str]:
        """Language tags."""


class IAddedTexts(Interface):
    """Utility: what the portal itself says in languages for which no texts are shipped."""

    def texts(tag: str) -> Mapping[str, str]:
        """The texts of a language by message id, with ``${…}`` where the portal fills in."""

    def edition(tag: str) -> str:
        """Another one whenever the texts of a language have changed."""

    def is_whole(tag: str) -> bool:
        """Whether nothing that visitors are told is missing."""


class IStatusAddress(Interface):
    """Adapter on the site: where an applicant looks up the state of an application."""

    def __call__(language: str) -> str:
        """An absolute address that holds nothing personal."""


class IJobHandler(Interface):
    """Does one kind of recorded job; a named utility, its name is the job's.

    A job may be done again when a process dies at the wrong moment (see ``core.jobs``), and at a
    conflict, unless the handler has a true attribute ``acts_outside``: then it changes nothing in
    the database. What has to be kept of what it did outside, it keeps in two further methods that
    it may have:

    - ``finished(site, payload, result)``, in the transaction that forgets the job; ``result`` is
      what the call returned. For handlers that act outside.
    - ``failed(site, payload, error)``, in the transaction that makes the job a dead letter.
    """

    def __call__(site, payload: dict):
        """Do the job in the current transaction; raise to try again later, or
        ``jobs.PermanentError`` where that would be of no use."""
