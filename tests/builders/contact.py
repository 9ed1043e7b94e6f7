"""A message through the contact form."""

from datetime import date

from builders.blocks import MUNICIPALITIES, name
from builders.choices import Choices, a_day, birth


def answers(applicant: dict, pick: Choices, today: date) -> dict:
    found = {
        "topic": pick(
            "topic",
            *("status_of_application", "document_expiring", "travel_urgent", "job_start_urgent"),
            *("lost_document", "change_of_address", "job_or_training_ended", "employer_notice"),
            *("birth", "family", "appointment", "other"),
        ),
        "urgency": pick("urgency", "normal", "soon", "urgent"),
        "sender_role": pick(
            "sender_role",
            *("person", "relative", "counsellor", "employer", "lawyer", "authority", "volunteer"),
        ),
        **name(applicant),
        "residence_municipality": MUNICIPALITIES[applicant["municipality"]],
        "email": applicant["email"],
        "contact_language": applicant["contact_language"],
        "callback_window": pick("callback", "morning", "midday", "afternoon", "any", "no_call"),
        "message": "Guten Tag, ich habe eine Frage zu meinem Aufenthaltstitel. Vielen Dank.",
        "privacy_read": True,
    }
    if found["urgency"] != "normal":
        found["reason"] = pick(
            "reason",
            *("travel", "job_loss_risk", "benefits_stopped", "medical", "expired_title"),
            "deportation_court",
        )
        found["deadline_date"] = a_day(today, pick("deadline", 0, 7, 30))
    if found["sender_role"] != "person":
        found["sender_name"] = "Erika Beispiel"
        if found["sender_role"] != "relative":
            found["sender_organisation"] = "Beratungsstelle Auental"
    if found["topic"] not in ("appointment", "other"):
        found["birth_date"] = birth(applicant)
    if pick.yes("file_reference"):
        found["file_reference"] = f"33-{applicant['id']:04}/2026"
    if pick.yes("phone"):
        found["phone"] = "+49 151 23456789"
    return found


def papers(answers: dict) -> list[str]:
    return ["attachments"] * (len(answers["message"] + answers["family_name"]) % 4)
