"""``make i18n``: writes the template and brings every translation up to date."""

import sys

from messages import labels
from messages.extract import LOCALES, SOURCE, ExtractionError, catalogue, languages, messages
from messages.merge import empty, merged, template


def main() -> int:
    """Write the files; German has an empty catalogue, because without one zope.i18n would
    show English to who reads German: the German texts themselves are in the sources."""
    try:
        found = messages()
    except ExtractionError as error:
        print(error)
        return 1
    for language in (SOURCE, *languages()):
        path = catalogue(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        file = empty(language) if language == SOURCE else merged(path, language, found)
        file.save(str(path))
        if language != SOURCE:
            missing = sum(not entry.msgstr for entry in file)
            fuzzy = sum(entry.fuzzy for entry in file)
            print(f"{language}: {len(found)} messages, {missing} to translate, {fuzzy} to review")
    for folder, language, missing, fuzzy in labels.update(languages()):
        if missing or fuzzy:
            print(f"{language}, {folder}: {missing} labels to translate, {fuzzy} to review")
    template(found).save(str(LOCALES / "permitdesk.pot"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
