"""Whole applications for the applicants of ``tests/data/applicants.jsonl``.

Written from what the services ask, without their engine, so that a test which sends them tests
the engine too. Which branch an applicant takes follows from their id and never changes.

A service is a module with ``answers(applicant, pick, today)`` and ``papers(answers)``, named in
``SERVICES``; what its shared blocks of steps ask is answered in ``blocks``.
"""

import json
from pathlib import Path

from builders import conditions, contact, education, employment, family, settlement
from builders.blocks import MUNICIPALITIES
from builders.choices import Choices
from builders.files import Upload, a_pdf, an_image, an_upload
from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES

__all__ = (
    "MUNICIPALITIES",
    "SERVICES",
    "Upload",
    "a_pdf",
    "an_application",
    "an_image",
    "applicants",
    "documents_for",
    "full_answers",
)

DATA = Path(__file__).parent.parent / "data" / "applicants.jsonl"
SERVICES = {
    "conditions": conditions,
    "contact": contact,
    "education": education,
    "employment": employment,
    "family": family,
    "settlement": settlement,
}


def applicants(*services: str) -> list[dict]:
    """The applicants whose service is one of these."""
    lines = DATA.read_text("utf-8").splitlines()
    return [each for each in map(json.loads, lines) if each["service"] in services]


def an_application(applicant: dict) -> dict:
    """What this applicant sends to ``{service}/@applications``."""
    answers = full_answers(applicant["service"], applicant)
    documents = documents_for(applicant["service"], answers)
    language = applicant["language"]
    return {
        "language": language if language in LANGUAGES else "en",
        "answers": answers,
        "documents": [each.as_json() for each in documents],
    }


def full_answers(service_id: str, applicant: dict, **changes) -> dict:
    """Valid answers to everything that is asked of this applicant; ``changes`` come last."""
    answers = SERVICES[service_id].answers(applicant, Choices(applicant["id"]), clock.today())
    return {**answers, **changes}


def documents_for(service_id: str, answers: dict) -> list[Upload]:
    """The documents that these answers call for: small real files, no two alike."""
    seed = json.dumps(answers, sort_keys=True)
    return [
        an_upload(requirement, place, f"{requirement}-{place}-{seed}")
        for place, requirement in enumerate(SERVICES[service_id].papers(answers))
    ]
