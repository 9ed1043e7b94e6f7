"""How it reads who helped: for the pages of the draft, the receipt and the office."""

from collections.abc import Mapping
from datetime import datetime

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.texts import plain
from permitdesk.intake.assistance import APPLICANT, HELPER, Assistance

ROLES = {
    "relative": _(
        "intake_help_role_relative", default="Ich gehöre zur Familie oder bin befreundet"
    ),
    "counsellor": _(
        "intake_help_role_counsellor",
        default="Ich arbeite oder helfe bei einer Beratungsstelle (auch im Ehrenamt)",
    ),
    "representative": _(
        "intake_help_role_representative",
        default="Ich bin Rechtsanwältin, Rechtsanwalt oder beruflich bevollmächtigt",
    ),
    "other": _("intake_help_role_other", default="Etwas anderes"),
}
MANDATES = {
    "beside": _(
        "intake_help_mandate_beside",
        default="Die Person sitzt neben mir und sagt mir, was ich schreiben soll",
    ),
    "oral": _("intake_help_mandate_oral", default="Die Person hat mich mündlich gebeten"),
    "written": _("intake_help_mandate_written", default="Ich habe eine schriftliche Vollmacht"),
    "guardian": _(
        "intake_help_mandate_guardian",
        default="Ich vertrete die Person nach dem Gesetz (Eltern, Vormundschaft, Betreuung)",
    ),
}
# As others read it.
_ROLES = {
    "relative": _("intake_helped_relative", default="Familie, Freundinnen oder Freunde"),
    "counsellor": _("intake_helped_counsellor", default="Beratungsstelle, Ehrenamt"),
    "representative": _(
        "intake_helped_representative", default="Anwältin, Anwalt oder beruflich bevollmächtigt"
    ),
    "other": _("intake_helped_other", default="sonstige Person"),
}
_MANDATES = {
    "beside": _(
        "intake_helped_beside", default="Die antragstellende Person war beim Ausfüllen dabei"
    ),
    "oral": _("intake_helped_oral", default="mündlich gebeten"),
    "written": _("intake_helped_written", default="schriftliche Vollmacht"),
    "guardian": _(
        "intake_helped_guardian",
        default="gesetzliche Vertretung (Eltern, Vormundschaft, Betreuung)",
    ),
}
# With what a helper vouches who sends for somebody that has not confirmed.
WORD = _(
    "intake_help_word",
    default="Ich erkläre: Die Person hat mich beauftragt. Ich habe alle Angaben mit ihr"
    " besprochen. Sie kann nicht auf einem eigenen Gerät bestätigen.",
)
_WHO = _("intake_helped_who", default="Ausgefüllt mit Hilfe von")
_MANDATE = _("intake_helped_mandate", default="Auftrag")
_ANSWER = _("intake_helped_answer", default="Bestätigung der antragstellenden Person")
_SENT_BY = _("intake_helped_sent_by", default="Gesendet von")
_SAID = _("intake_helped_said", default="${mandate} (angegeben am ${moment})")
_CONFIRMED = _("intake_helped_confirmed", default="auf einem anderen Gerät bestätigt am ${moment}")
_CHANGED = _(
    "intake_helped_changed",
    default="auf einem anderen Gerät bestätigt am ${moment}, danach noch geändert",
)
_DECLINED = _("intake_helped_declined", default="abgelehnt am ${moment}")
_NOT_CONFIRMED = _("intake_helped_not_confirmed", default="nicht bestätigt")
_VOUCHED = _(
    "intake_helped_vouched",
    default="nicht bestätigt. Die helfende Person hat erklärt: „${word}“",
)
_WITHDRAWN = _(
    "intake_helped_withdrawn", default="${answer}. Zugang der helfenden Person beendet am ${moment}"
)
_SENDERS = {
    HELPER: _("intake_helped_by_helper", default="der helfenden Person"),
    APPLICANT: _("intake_helped_by_applicant", default="der antragstellenden Person"),
}
_STANDING = {
    (HELPER, "open"): _(
        "intake_help_standing_open",
        default="Sie füllen das für jemand anderen aus. Die Person hat es noch nicht bestätigt.",
    ),
    (HELPER, "confirmed"): _(
        "intake_help_standing_confirmed",
        default="Sie füllen das für jemand anderen aus. Die Person hat es bestätigt.",
    ),
    (HELPER, "declined"): _(
        "intake_help_standing_declined",
        default="Sie füllen das für jemand anderen aus. Die Person hat es abgelehnt.",
    ),
}
_HELPED = _("intake_help_standing_helped", default="Beim Ausfüllen hilft: ${name}")


def who(said: Mapping[str, str], language: str) -> str:
    """Name, organisation and in what role, in one line."""
    names = [in_words.isolated(said[name]) for name in ("name", "organisation") if said[name]]
    role = _say(_ROLES[said["role"]], language)
    return f"{' · '.join(names)} ({role})"


def mandate(said: Mapping[str, str], said_at: str, language: str) -> str:
    return _say(
        _SAID,
        language,
        mandate=_say(_MANDATES[said["mandate"]], language),
        moment=_moment(said_at, language),
    )


def standing(assistance: Assistance, side: str, language: str) -> str:
    """What is true of each page of the draft, for whoever has it open; empty once it is over."""
    if assistance.state == "withdrawn":
        return ""
    if side == APPLICANT:
        name = in_words.isolated(assistance.statement.name)
        return _say(_HELPED, language, name=name)
    return _say(_STANDING[side, assistance.state], language)


def told(evidence: Mapping[str, object], language: str) -> list[tuple[str, str]]:
    """Of an application that was sent: what is said, and how, a line each; empty where nobody
    helped. ``evidence`` is ``Assistance.evidence``."""
    if not evidence:
        return []
    return [
        (_say(_WHO, language), who(evidence, language)),
        (_say(_MANDATE, language), mandate(evidence, evidence["said_at"], language)),
        (_say(_ANSWER, language), _answer(evidence, language)),
        (_say(_SENT_BY, language), _say(_SENDERS[evidence["sent_by"]], language)),
    ]


def _answer(evidence: Mapping[str, object], language: str) -> str:
    """What the applicant said to it."""
    if at := evidence["confirmed_at"]:
        text = _CHANGED if evidence["changed_since"] else _CONFIRMED
        answer = _say(text, language, moment=_moment(at, language))
    elif at := evidence["declined_at"]:
        answer = _say(_DECLINED, language, moment=_moment(at, language))
    elif evidence["word"]:
        answer = _say(_VOUCHED, language, word=_say(WORD, language))
    else:
        answer = _say(_NOT_CONFIRMED, language)
    if at := evidence["withdrawn_at"]:
        return _say(_WITHDRAWN, language, answer=answer, moment=_moment(at, language))
    return answer


def _moment(at: str, language: str) -> str:
    return in_words.moment(datetime.fromisoformat(at), language)


def _say(text: Message, language: str, **values: str) -> str:
    return plain(Message(text, mapping=values) if values else text, language)
