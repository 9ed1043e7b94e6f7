"""Where the forms about links and blocks are sent."""

from contextlib import suppress

from permitdesk.casework.dossier import blocks, links
from permitdesk.casework.dossier.views.family import (
    block_fields,
    lift_fields,
    link_fields,
    unlink_fields,
)
from permitdesk.casework.dossier.views.sending import AskedForm
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.core import _
from permitdesk.core.reference import parse_reference
from permitdesk.services.definition import Field

NOT_THERE = _(
    "casework_dossier_not_there",
    default="Diesen Vorgang gibt es nicht, oder Sie dürfen ihn nicht lesen.",
)
KEPT_APART = _(
    "casework_dossier_kept_apart", default="Eine Sperre hält diese beiden Vorgänge auseinander."
)
MANY_LINKS = _(
    "casework_dossier_links_full", default="Mehr Verknüpfungen passen nicht zu diesem Vorgang."
)
NO_REFERENCE = _(
    "casework_dossier_no_reference",
    default="„${typed}“ ist keine Vorgangsnummer einer anderen Person. Schreiben Sie sie so, wie "
    "sie auf der Eingangsbestätigung steht.",
)
NO_BLOCK = _(
    "casework_dossier_no_block",
    default="Diese Sperre ist inzwischen aufgehoben, oder sie wurde anderswo gesetzt.",
)
MANY_BLOCKS = _(
    "casework_dossier_blocks_full", default="Mehr Sperren passen nicht zu diesem Vorgang."
)


class LinkCase(AskedForm):
    asks, part = "link-case", "family"

    def fields(self) -> list[Field]:
        return link_fields()

    def act(self, answers) -> None:
        typed = self.text("link_reference")
        try:
            links.link(self.context, typed, self.text("link_relation"), self.text("link_reason"))
        except links.NotThereError:
            self.questions.complain("link_reference", NOT_THERE)
        except links.KeptApartError:
            self.questions.complain("link_reference", KEPT_APART)
        except ValueError:
            self.questions.complain("link_reference", MANY_LINKS)


class UnlinkCase(AskedForm):
    """``mark`` is the reference of the other case."""

    asks, part = "unlink-case", "family"

    @property
    def reference(self) -> str:
        return parse_reference(self.sent_text("mark")) or ""

    def fields(self) -> list[Field]:
        return unlink_fields(self.reference)

    def act(self, answers) -> None:
        links.unlink(self.context, self.reference, self.text(f"unlink_reason_{self.reference}"))


class BlockCase(AskedForm):
    asks, part = "block-case", "blocks"

    def fields(self) -> list[Field]:
        return block_fields()

    def act(self, answers) -> None:
        typed = [each for each in self.text("block_references").split("\n") if each.strip()]
        for each in typed:
            if parse_reference(each) in (None, self.context.reference):
                message = type(NO_REFERENCE)(NO_REFERENCE, mapping={"typed": each.strip()[:40]})
                self.questions.complain("block_references", message)
        if self.questions.said:
            return
        try:
            blocks.set_block(self.context, typed, self.text("block_reason"))
        except ValueError:
            self.questions.complain("block_references", MANY_BLOCKS)


class LiftBlock(AskedForm):
    """``mark`` is the id of the block."""

    asks, part = "lift-block", "blocks"

    @property
    def id_(self) -> str:
        return self.sent_text("mark")[:40]

    def fields(self) -> list[Field]:
        return lift_fields(self.id_)

    def act(self, answers) -> None:
        try:
            if not blocks.lift_block(self.context, self.id_, self.text(f"lift_reason_{self.id_}")):
                self.questions.complain(f"lift_reason_{self.id_}", NO_BLOCK)
        except blocks.MayNotLiftError:
            self.questions.complain(
                f"lift_reason_{self.id_}",
                _(
                    "casework_dossier_may_not_lift",
                    default="Nur die Leitung des Sachgebiets hebt eine Sperre auf.",
                ),
            )


class KeepBlock(InPageForm):
    """``mark`` is the id of the block."""

    part = "blocks"

    def done(self) -> bool:
        # Of no head's, or lifted since: the page that it returns to shows how it is.
        with suppress(blocks.MayNotLiftError):
            blocks.keep_block(self.context, self.sent_text("mark")[:40])
        return True
