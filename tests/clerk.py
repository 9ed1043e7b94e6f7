"""A clerk of the office before a browser, who finds things by the words on the page.

And the form of a *Verpflichtungserklärung* (§§ 66 to 68 AufenthG) as such a clerk makes it.
"""

import re

SERVICE = "Verpflichtungserklärung"
# What the clerk writes, and how it is translated.
TEXTS = {
    SERVICE: ("Declaration of commitment", "تعهد بتحمل التكاليف"),
    "Sie laden jemanden ein und tragen alle Kosten.": (
        "You invite somebody and pay for everything.",
        "تدعو شخصًا وتتحمل كل التكاليف.",
    ),
    "Wer gibt die Erklärung ab?": ("Who makes the declaration?", "من يقدم التعهد؟"),
    "Familienname": ("Family name", "اسم العائلة"),
    "Vornamen": ("Given names", "الأسماء الشخصية"),
    "Geburtsdatum": ("Date of birth", "تاريخ الميلاد"),
    "E-Mail": ("E-mail", "البريد الإلكتروني"),
    "Wen laden Sie ein?": ("Whom do you invite?", "من تدعو؟"),
    "Gäste": ("Guests", "الضيوف"),
    "Name des Gastes": ("Name of the guest", "اسم الضيف"),
    "Pass von": ("Passport issued by", "الجواز صادر عن"),
    "Wie lange bleiben die Gäste?": ("How long will they stay?", "كم يبقى الضيوف؟"),
    "Zweck": ("Purpose", "الغرض"),
    "Besuch": ("Visit", "زيارة"),
    "Studium": ("Studies", "دراسة"),
    "Für immer": ("For good", "إقامة دائمة"),
    "Letzter Tag": ("Last day", "آخر يوم"),
    "Sie haften fünf Jahre": ("You are liable for five years", "تتحمل المسؤولية خمس سنوات"),
    "Das gilt auch, wenn Sie sich trennen.": (
        "That stays true if you separate.",
        "يبقى ذلك ساريًا حتى إذا انفصلتما.",
    ),
    "Wovon leben Sie?": ("What do you live on?", "من أي دخل تعيش؟"),
    "Arbeit": ("Type of work", "نوع العمل"),
    "Angestellt": ("Employed", "موظف"),
    "Selbständig": ("Self-employed", "عمل حر"),
    "Einkommen im Monat": ("Income a month", "الدخل الشهري"),
    "Wohnung": ("Home", "المسكن"),
    "Zur Miete": ("Rented", "مستأجر"),
    "Im Eigentum": ("Owned", "ملك"),
    "Miete im Monat": ("Rent a month", "الإيجار الشهري"),
    "Was wir noch brauchen": ("What else we need", "ما نحتاجه أيضًا"),
    "Ich zahle alle Kosten": ("I pay for everything", "أتحمل كل التكاليف"),
    "Ihr Ausweis": ("Your identity card", "بطاقة هويتك"),
    "Lohnabrechnungen": ("Payslips", "قسائم الراتب"),
    "Steuerbescheid": ("Tax assessment", "إشعار الضريبة"),
    "Mietvertrag": ("Rental contract", "عقد الإيجار"),
    "Telefon": ("Phone", "الهاتف"),
}


class Clerk:
    """Somebody of the office at a desk: finds things by the words on the page."""

    def __init__(self, page, login: str, password: str) -> None:
        self.page, self.main = page, page.locator("main")
        page.goto("/login")
        page.locator("[name=__ac_name]").fill(login)
        page.locator("[name=__ac_password]").fill(password)
        page.locator("[name='buttons.login']").click()
        page.wait_for_url(lambda address: "/login" not in address)

    def follow(self, title: str, within=None) -> None:
        with self.page.expect_navigation():
            (within or self.page).get_by_role("link", name=title, exact=True).first.click()

    def press(self, title: str) -> None:
        """Press a button; what was typed was right."""
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=title, exact=True).first.click()
        assert not self.page.locator("#errors").count(), self.page.locator("#errors").inner_text()

    def asked(self, title: str, within=None):
        """What one answers under words that begin so."""
        return (within or self.main).get_by_label(re.compile(rf"^\s*{re.escape(title)}"))

    def write(self, title: str, text: str, within=None) -> None:
        self.asked(title, within).fill(text)

    def tick(self, title: str, within=None) -> None:
        (within or self.main).get_by_label(title, exact=True).check()

    def choose(self, title: str, option: str, within=None) -> None:
        self.asked(title, within).select_option(label=option)


class Designer(Clerk):
    """Who makes the form of a service; each method begins and ends at the tab *Formular*."""

    def section(self, title: str, first: bool = False) -> None:
        self.follow("Ersten Abschnitt anlegen" if first else "Abschnitt hinzufügen")
        self.write("Überschrift", title)
        self.press("Speichern")

    def question(
        self,
        kind: str,
        title: str,
        answers: str = "",
        mark: str = "",
        only_if=None,
        rule=None,
        entries: str = "",
        row: bool = False,
    ) -> None:
        self.follow("Frage zur Gruppe hinzufügen" if row else "Frage hinzufügen")
        self.asked(f"{kind} –").check()
        self.press("Weiter zur Frage")
        self.write("Frage, so wie man sie liest", title)
        if answers:
            self.write("Weitere Antworten", answers)
        if entries:
            self.choose("Welche Liste?", entries)
        if mark:
            self.choose("Was bedeutet die Antwort für das Amt?", mark)
        if only_if:
            self._only_if(*only_if)
        if rule:
            self._rule(*rule)
        self.press("Speichern")

    def document(self, title: str, only_if=None, files: int = 1) -> None:
        self.follow("Unterlage hinzufügen")
        self.write("Name der Unterlage", title)
        self.write("Höchstens so viele Dateien", str(files))
        if only_if:
            self._only_if(*only_if)
        self.press("Speichern")

    def hint(self, kind: str, title: str, text: str, only_if) -> None:
        self.follow("Hinweis hinzufügen")
        self.asked(kind).check()
        self.write("Überschrift", title)
        self.write("Text", text)
        self._only_if(*only_if)
        self.press("Speichern")

    def fee(self, name: str) -> None:
        self.follow("Gebühr und berechnete Werte")
        self.follow("Regel hinzufügen")
        self.choose("Welche Gebühr?", name)
        self.press("Speichern")

    def translate(self, language: str, place: int, wanted: int) -> None:
        """Write whatever is missing in a language, all in one table."""
        self.follow("Übersetzungen")
        self.follow(language, self.main)
        self.choose("Stand", "was zu tun ist", self.page.locator("form[role=search]"))
        self.press("Zeigen")
        rows = self.page.locator(".pd-text-row")
        german = rows.locator(".pd-text-row__german p[lang=de]").all_inner_texts()
        assert len(german) == wanted, german
        for number, text in enumerate(german):
            rows.nth(number).locator("textarea").fill(TEXTS[text.strip()][place])
        self.press("Alles auf dieser Seite speichern")
        assert f"Gespeichert: {wanted}" in self.main.inner_text()

    def ask_for_review(self, why: str) -> None:
        self.follow("Prüfung")
        assert "Verhindert das Veröffentlichen" not in self.main.inner_text()
        self.follow("Fassungen")
        self.write("Was und warum?", why)
        self.press("Um Prüfung bitten")

    def _only_if(self, question: str, answer: str) -> None:
        part = self.page.locator("#condition")
        part.get_by_role("button", name="Bedingung hinzufügen").click()
        self.choose("Frage", question, part)
        self.choose("Vergleich", "ist (eine von diesen Antworten)", part)
        self.tick(answer, part)

    def _rule(self, name: str, against: str, amount: str = "") -> None:
        part = self.page.locator("#rules")
        part.get_by_role("button", name="Regel hinzufügen").click()
        self.choose("Regel", name, part)
        if against:
            self.choose("Verglichen mit", against, part)
            self.write("Zahl oder Tag", amount, part)


def built(clerk: Designer) -> None:
    """The form: five steps, each as the clerk thinks of it."""
    clerk.section("Wer gibt die Erklärung ab?", first=True)
    clerk.question("Kurzer Text", "Familienname", mark="Familienname")
    clerk.question("Kurzer Text", "Vornamen", mark="Vornamen")
    grown_up = ("Nicht nach", "… Jahre vor heute", "18")
    clerk.question("Datum", "Geburtsdatum", mark="Geburtsdatum", rule=grown_up)
    clerk.question("E-Mail-Adresse", "E-Mail", mark="E-Mail-Adresse für Nachrichten")
    clerk.section("Wen laden Sie ein?")
    clerk.question("Gruppe, die sich wiederholt", "Gäste")
    clerk.question("Kurzer Text", "Name des Gastes", row=True)
    clerk.question("Ein Eintrag aus einer Liste", "Pass von", entries="Staaten", row=True)
    clerk.section("Wie lange bleiben die Gäste?")
    purposes = "Besuch\nStudium\nFür immer"
    clerk.question("Auswahl: eine Antwort", "Zweck", answers=purposes)
    clerk.question("Datum", "Letzter Tag", only_if=("Zweck", "Besuch"))
    clerk.hint(
        "Warnung",
        "Sie haften fünf Jahre",
        "Das gilt auch, wenn Sie sich trennen.",
        ("Zweck", "Für immer"),
    )
    clerk.section("Wovon leben Sie?")
    clerk.question("Auswahl: eine Antwort", "Arbeit", answers="Angestellt\nSelbständig")
    clerk.question("Geldbetrag", "Einkommen im Monat")
    clerk.question("Auswahl: eine Antwort", "Wohnung", answers="Zur Miete\nIm Eigentum")
    clerk.question("Geldbetrag", "Miete im Monat", only_if=("Wohnung", "Zur Miete"))
    clerk.section("Was wir noch brauchen")
    clerk.question("Ja oder Nein", "Ich zahle alle Kosten", rule=("Man muss zustimmen (Ja)", ""))
    clerk.document("Ihr Ausweis")
    clerk.document("Lohnabrechnungen", ("Arbeit", "Angestellt"), files=3)
    clerk.document("Steuerbescheid", ("Arbeit", "Selbständig"))
    clerk.document("Mietvertrag", ("Wohnung", "Zur Miete"))
    clerk.fee("Verpflichtungserklärung (§ 68 AufenthG)")
