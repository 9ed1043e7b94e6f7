"""The case catalogue: few indexes, known to no public search, kept in the office itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields

from Acquisition import Implicit
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.ZCatalog.Catalog import Catalog

INDEXES = (
    "reference",
    "desk",
    "state",
    "service",
    "language",
    "name_key",
    "received",
    "deadline",
    "expires",
    "channel",
    "news",
    "unreached",
)
COLUMNS = (
    "path", "reference", "desk", "state", "service", "kind", "language", "name", "received",
    "deadline", "expires", "urgency", "wishes", "channel", "news", "unreached",
)  # fmt: skip
# Sorts after every day: cases without one come last.
NO_DAY = "9999-12-31"


@dataclass(frozen=True)
class Row:
    """A case as lists show it. ``desk`` is ``unit/desk``, ``path`` is ``unit/desk/id``."""

    path: str
    reference: str
    desk: str
    state: str
    service: str
    kind: str
    language: str
    name: str
    received: str  # ISO 8601, UTC
    deadline: str
    urgency: str
    name_key: str = ""
    wishes: tuple[str, ...] = ()
    channel: str = "online"
    news: str = ""  # "new" while the office has not read what the applicant did
    unreached: str = ""  # "yes" while a mail to the applicant did not go out
    expires: str = NO_DAY  # the day on which the present title expires


_DEFAULTS = {each.name: each.default for each in fields(Row) if each.default is not MISSING}


class DuplicateReferenceError(ValueError):
    """There is another case under this reference."""


class CaseCatalogue(Persistent):
    """Answers which cases there are. It asks no permissions: its callers name the desks."""

    def __init__(self):
        # By reference; two submissions of one reference at once collide here.
        self._paths: OOBTree = OOBTree()
        self._catalog = Catalog()
        for name in INDEXES:
            self._catalog.addIndex(name, FieldIndex(name))
        for name in COLUMNS:
            self._catalog.addColumn(name)

    def path(self, reference: str) -> str | None:
        """Where the case with this reference lies, below the office."""
        return self._paths.get(reference)

    def put(self, row: Row) -> None:
        """Add a case, or bring its row up to date."""
        known = self._paths.get(row.reference)
        if known is None:
            self._paths[row.reference] = row.path
        elif known != row.path:
            raise DuplicateReferenceError(row.reference)
        for name in COLUMNS:  # one that a later version brought along
            if name not in self._catalog.schema:
                self._catalog.addColumn(name, default_value=_DEFAULTS.get(name, ""))
        self._catalog.catalogObject(row, row.path)

    def move(self, row: Row) -> None:
        """The case lies elsewhere now: its row says where."""
        known = self._paths[row.reference]
        if known != row.path:
            self._catalog.uncatalogObject(known)
            self._paths[row.reference] = row.path
        self.put(row)

    @property
    def is_complete(self) -> bool:
        """Whether it has every index and column; one from an earlier version may lack some."""
        known = self._catalog
        return set(INDEXES) <= set(known.indexes) and set(COLUMNS) <= set(known.schema)

    def knows(self, index: str) -> bool:
        """Whether it can be asked by this index; one from an earlier version cannot by all."""
        return index in self._catalog.indexes

    def complete(self, rows: Iterable[Row]) -> None:
        """Add the indexes and columns that are missing; ``rows`` are all cases, to fill them."""
        for name in INDEXES:
            if name not in self._catalog.indexes:
                self._catalog.addIndex(name, FieldIndex(name))
        for row in rows:
            self.put(row)

    def paths(self) -> Iterator[str]:
        """Where all cases lie, below the office."""
        return iter(self._paths.values())

    def remove(self, reference: str) -> None:
        path = self._paths.pop(reference, None)
        if path is not None:
            self._catalog.uncatalogObject(path)

    def rows(
        self,
        desks: Collection[str],
        filters: Mapping[str, object],
        sort_on: str = "received",
        descending: bool = True,
        start: int = 0,
        size: int = 50,
    ) -> tuple[int, Iterator[Row]]:
        """How many cases of these desks pass the filters, and one batch of them."""
        if not desks:
            return 0, iter(())
        query = {"desk": sorted(desks), **filters}
        # ZCatalog's rows want something to be wrapped in.
        found = self._catalog.__of__(Implicit()).searchResults(
            query,
            sort_on=sort_on,
            sort_order="descending" if descending else "ascending",
            b_start=start,
            b_size=size,
        )
        total = getattr(found, "actual_result_count", len(found))
        # A result may be cut to the batch already, or still be whole.
        offset = start if len(found) > size else 0
        return total, (_row(brain) for brain in found[offset : offset + size])


def _row(brain) -> Row:
    known = brain.__record_schema__
    return Row(**{name: getattr(brain, name) for name in COLUMNS if name in known})
