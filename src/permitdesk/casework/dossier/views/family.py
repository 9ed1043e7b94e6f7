"""Other cases that have to do with this one: links, what was begun together, and blocks."""

from permitdesk.access import full_name
from permitdesk.casework.dossier import blocks, links
from permitdesk.casework.dossier.blocks import Block
from permitdesk.casework.dossier.links import Link
from permitdesk.casework.dossier.views.asking import Asking, Press, choice_field, text_field
from permitdesk.casework.relatives import relatives
from permitdesk.casework.states import state_title
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.core.texts import german
from permitdesk.services.definition import Field
from permitdesk.theme import Notice, PageTemplate

REASON = _("casework_dossier_reason", default="Grund")


def link_fields() -> list[Field]:
    return [
        text_field(
            "link_reference",
            _("casework_dossier_link_reference", default="Vorgangsnummer der anderen Person"),
            40,
            long=False,
        ),
        choice_field(
            "link_relation",
            _(
                "casework_dossier_link_relation",
                default="Was ist die andere Person für die Person in diesem Vorgang?",
            ),
            links.RELATIONS,
        ),
        text_field(
            "link_reason",
            _("casework_dossier_link_reason", default="Woher wissen Sie das?"),
            links.LONGEST_REASON,
            _(
                "casework_dossier_link_reason_help",
                default="Zum Beispiel: Heiratsurkunde im Original gesehen.",
            ),
            long=False,
        ),
    ]


def unlink_fields(reference: str) -> list[Field]:
    return [text_field(f"unlink_reason_{reference}", REASON, links.LONGEST_REASON, long=False)]


def block_fields() -> list[Field]:
    return [
        text_field(
            "block_references",
            _("casework_dossier_block_references", default="Vorgangsnummern der anderen Person"),
            600,
            _(
                "casework_dossier_block_references_help",
                default="Eine in jeder Zeile. Sie müssen diese Vorgänge nicht lesen können.",
            ),
        ),
        text_field(
            "block_reason",
            REASON,
            blocks.LONGEST_REASON,
            _(
                "casework_dossier_block_reason_help",
                default="Nur in diesem Vorgang zu lesen. Schreiben Sie keine Anschrift hinein.",
            ),
        ),
    ]


def lift_fields(id_: str) -> list[Field]:
    return [text_field(f"lift_reason_{id_}", REASON, blocks.LONGEST_REASON, long=False)]


class Family(CasePart):
    index = PageTemplate("family.pt")

    def relatives(self) -> list[dict[str, str]]:
        """The cases begun together with this one, as far as this person may read them."""
        return [self._shown(case) for case in relatives(self.context)]

    def links(self) -> list[dict[str, object]]:
        return [
            {
                **self._shown(link.case),
                "relation": german(links.RELATIONS[link.relation]),
                "reason": link.made.reason if link.made else "",
                "by": full_name(link.made.by) if link.made else "",
                "when": moment(link.made.at) if link.made else "",
                "unlink": self._unlink(link),
            }
            for link in links.links_of(self.context)
        ]

    def link(self) -> str:
        title = german(_("casework_dossier_link", default="Mit einem Vorgang verknüpfen"))
        button = german(_("casework_dossier_link_do", default="Verknüpfen"))
        return Asking(self.page, "link-case", title, button, link_fields())()

    def block(self) -> str:
        title = german(_("casework_dossier_block", default="Sperre bei Trennung oder Gewalt"))
        button = german(_("casework_dossier_block_do", default="Sperre setzen"))
        explained = german(
            _(
                "casework_dossier_block_help",
                default="Danach führt nichts mehr vom einen Vorgang zum anderen: keine "
                "Verknüpfung, kein gemeinsamer Beginn, kein gemeinsamer Ordner. Aufheben kann "
                "die Sperre nur die Leitung.",
            )
        )
        return Asking(self.page, "block-case", title, button, block_fields(), explained)()

    def _unlink(self, link: Link) -> str:
        title = german(_("casework_dossier_unlink", default="Verknüpfung lösen"))
        reference = link.case.reference
        return Asking(
            self.page, "unlink-case", title, title, unlink_fields(reference), mark=reference
        )()

    def _shown(self, case) -> dict[str, str]:
        return {
            "reference": case.reference,
            "address": case.absolute_url(),
            "name": case.person.name or self.no_name,
            "service": self.service_title(case.service),
            "state": state_title(case.state),
        }


class Blocks(CasePart):
    """What nobody who works on the case may overlook."""

    index = PageTemplate("blocks.pt")

    def blocks(self) -> list[dict[str, object]]:
        return [
            {"notice": self._notice(block), "lift": self._lift(block)}
            for block in blocks.blocks_of(self.context)
        ]

    def _notice(self, block: Block) -> Notice:
        title = _(
            "casework_dossier_blocked",
            default="Sperre: Diese Person ist von einer anderen getrennt zu halten",
        )
        text = german(
            _(
                "casework_dossier_blocked_text",
                default="Geben Sie aus diesem Vorgang keine Anschrift, keine Telefonnummer und "
                "keinen Termin an die andere Person oder für sie weiter.",
            )
        )
        if block.is_shared:
            text += " " + german(
                _(
                    "casework_dossier_blocked_shared",
                    default="Mindestens eine Person kann beide Vorgänge lesen. Die Leitung "
                    "verteilt sie auf getrennte Ordner und Personen.",
                )
            )
        if block.is_home and block.at:
            text += " " + german(
                _(
                    "casework_dossier_blocked_why",
                    default="Gesetzt am ${moment} von ${who}: ${reason}",
                    mapping={
                        "moment": moment(block.at), "who": full_name(block.by),
                        "reason": block.reason,
                    },
                )
            )  # fmt: skip
        if block.is_asked:
            text += " " + german(
                _(
                    "casework_dossier_lift_asked",
                    default="Die andere Leitung hat der Aufhebung zugestimmt.",
                )
            )
        elif block.is_agreed:
            text += " " + german(
                _(
                    "casework_dossier_lift_waits",
                    default="Sie haben der Aufhebung zugestimmt. Die andere Leitung noch nicht.",
                )
            )
        other = block.other
        found = [(other.reference, other.absolute_url())] if other is not None else []
        return Notice("stop", german(title), text, found)

    def _lift(self, block: Block) -> str:
        if block.is_agreed:
            button = german(
                _("casework_dossier_lift_withdraw", default="Zustimmung zur Aufhebung zurücknehmen")
            )
            return Press(self.page, "keep-block", button, mark=block.id)()
        if not (block.is_home or block.needs_both) or not blocks.may_lift(self.context):
            return ""
        title = _("casework_dossier_block_lift", default="Sperre aufheben")
        explained = ""
        if block.needs_both:
            title = _("casework_dossier_lift_agree", default="Der Aufhebung zustimmen")
            explained = german(
                _(
                    "casework_dossier_lift_both",
                    default="Der andere Vorgang liegt in einem anderen Sachgebiet. Die Sperre gilt,"
                    " bis beide Leitungen der Aufhebung zugestimmt haben. Bis dahin kann jede ihre"
                    " Zustimmung zurücknehmen.",
                )
            )
        return Asking(
            self.page,
            "lift-block",
            german(title),
            german(title),
            lift_fields(block.id),
            explained,
            mark=block.id,
        )()
