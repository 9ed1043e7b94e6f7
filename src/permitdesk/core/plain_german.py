"""German that is hard to read: small heuristics for B1, never more than a remark.

No library: those that measure readability count syllables for English, or need a model. What
matters here can be counted: words in a sentence, letters in a word, nouns made of verbs, passive.
"""

import re
from collections.abc import Iterator

from zope.i18nmessageid import Message

from permitdesk.core import _

LONGEST_SENTENCE = 22  # words
LONGEST_WORD = 24  # letters; many official words are longer than is easy, few than this
MOST_NOUNS = 3  # made of verbs, in one sentence

# The end of a sentence, but not „z. B.“, „Abs. 2“, „1. Januar“; after a long number it is one.
_END = re.compile(r"(?:(?<=[a-zäöüß“)][.!?:;])|(?<=\d{3}\.))\s+(?=[A-ZÄÖÜ„])|\n+")
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:ung|heit|keit|ierung|nahme|legung)(?:en|s)?")
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurde|wurden|worden)\b[^.!?]*\b[a-zäöüß]*ge[a-zäöüß]+(?:t|en)\b"
    r"|\b[a-zäöüß]*ge[a-zäöüß]+(?:t|en)\s+(?:wird|werden|wurde|wurden|worden)\b"
)
_STIFF = (
    *(
        "bitte beachten sie, dass",
        "hiermit",
        "seitens",
        "bezüglich",
        "hinsichtlich",
        "diesbezüglich",
    ),
    *("zwecks", "obliegt", "in kenntnis gesetzt", "vorbehaltlich", "unbeschadet", "gegebenenfalls"),
    *("ist zu beachten", "sind beizufügen", "ist beizufügen", "ist vorzulegen", "sind vorzulegen"),
)


def hard_to_read(text: str) -> Iterator[Message]:
    """What makes a German text hard, the gravest first; nothing where it reads well.

    What stands in brackets is the official word beside the plain one, and not counted.
    """
    plain = re.sub(r"\s*\([^)]*\)", "", text)
    sentences = [each for each in _END.split(plain) if each.strip()]
    lengths = [(len(_WORD.findall(each)), each) for each in sentences]
    longest, which = max(lengths, default=(0, ""))
    if longest > LONGEST_SENTENCE:
        yield _said(
            _(
                "core_plain_sentence",
                default="Ein Satz hat ${count} Wörter: „${words} …“ Teilen Sie ihn.",
            ),
            count=longest,
            words=" ".join(which.split()[:5]),
        )
    stiff = next((each for each in _STIFF if each in plain.lower()), "")
    if stiff:
        yield _said(
            _("core_plain_stiff", default="„${words}“ klingt nach Amt. Sagen Sie es einfach."),
            words=stiff,
        )
    words = [part for word in _WORD.findall(plain) for part in word.split("-")]
    long_ones = list(dict.fromkeys(each for each in words if len(each) > LONGEST_WORD))
    if long_ones:
        yield _said(
            _(
                "core_plain_word",
                default="Ein langes Wort: „${word}“. Schreiben Sie es mit Bindestrich, oder sagen"
                " Sie es anders.",
            ),
            word=long_ones[0],
        )
    for sentence in sentences:
        nouns = _NOUN.findall(sentence)
        if len(nouns) > MOST_NOUNS:
            yield _said(
                _(
                    "core_plain_nouns",
                    default="Viele Hauptwörter in einem Satz: ${words}. Nehmen Sie Verben.",
                ),
                words=", ".join(nouns[:4]),
            )
            break
    for sentence in sentences:
        found = _PASSIVE.search(sentence)
        if found and len(_WORD.findall(sentence)) > LONGEST_SENTENCE // 2:
            yield _said(
                _(
                    "core_plain_passive",
                    default="Wer tut es? „… ${words}“ sagt es nicht.",
                ),
                words=" ".join(found.group().split()[-3:]),
            )
            break


def _said(message: Message, **mapping: object) -> Message:
    return Message(message, mapping=mapping)
