"""What was found in the working state, the grave things first, each with a way to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zope.component import queryMultiAdapter
from zope.interface import Interface

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.checks import all_findings
from permitdesk.designer.places import page_of
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services.findings import (
    BLOCKS,
    MEND,
    REMARK,
    Finding,
    place_in_words,
)
from permitdesk.theme import PageTemplate

SEVERITIES = {
    BLOCKS: _("designer_findings_blocks", default="Verhindert das Veröffentlichen"),
    MEND: _("designer_findings_mend", default="Sollten Sie ändern"),
    REMARK: _("designer_findings_remark", default="Anmerkungen"),
}
ICONS = {BLOCKS: "danger", MEND: "warning", REMARK: "info"}


@dataclass(frozen=True)
class Found:
    where: Shown
    address: str
    words: Shown


@dataclass(frozen=True)
class Group:
    severity: str
    title: Shown
    icon: str
    found: Sequence[Found]


class FindingsPage(DesignerPage):
    """The tab *Prüfung*."""

    name = tab = "findings"
    title = _("designer_tab_findings", default="Prüfung")
    index = PageTemplate("findings.pt")

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return all_findings(self.context)

    @property
    def groups(self) -> list[Group]:
        return [
            Group(
                severity,
                self.translate(title),
                ICONS[severity],
                [self._shown(each) for each in self.findings if each.severity == severity],
            )
            for severity, title in SEVERITIES.items()
            if any(each.severity == severity for each in self.findings)
        ]

    def _shown(self, finding: Finding) -> Found:
        where = place_in_words(finding.place, self.language)
        whole = self.translate(_("designer_findings_whole", default="Ganzer Dienst"))
        return Found(
            where or whole,
            self.way_to(finding),
            finding.words(self.language),
        )

    def way_to(self, finding: Finding) -> str:
        """Where to mend it; empty while there is no such page."""
        page, query = page_of(finding.place)
        if queryMultiAdapter((self.context, self.request), Interface, page) is None:
            return ""
        return f"{self.address}/@@{page}" + (f"?{query}" if query else "")
