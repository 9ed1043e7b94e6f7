"""The two systems side by side: a portal with services to measure, stock Plone with the same."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import forms, large
from benchmarks.scenes import pages
from benchmarks.servers import Portal, Server, Stock

# Service and form of the same name ask the same: steps of ours, how many documents are wanted.
ONE_STEP, WITH_DOCUMENT, THREE_STEPS = "messung", "messung-papier", "messung-drei"
TEN_STEPS = "messung-zehn"
FORMS = {ONE_STEP: (1, 0), WITH_DOCUMENT: (1, 1), THREE_STEPS: (3, 0), TEN_STEPS: (10, 10)}


@dataclass
class World:
    """Everything lies below ``directory``; leaving the world ends its processes."""

    directory: Path
    ours: Server | None = None
    stock: Server | None = None
    portal: Portal = field(init=False)
    plain: Stock = field(init=False)

    def __post_init__(self) -> None:
        self.portal = Portal(self.directory / "portal")
        self.plain = Stock(self.directory / "stock")

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @property
    def library(self) -> Path:
        """The services to measure, as files."""
        return self.directory / "library"

    def prepare(self) -> None:
        """Create both; nothing runs afterwards."""
        for name, (steps, papers) in FORMS.items():
            forms.write_service(self.library, name, steps, papers)
        large.write_service(self.library)
        self.portal.create()
        self.portal.run("add_services.py", str(self.library))
        self.ours = self.portal.start()
        try:
            content = pages.content(self.ours)
        finally:
            self.stop()
        models = {name: forms.stock_model(papers) for name, (_steps, papers) in FORMS.items()}
        models[large.NAME] = large.stock_model()
        made = [{"id": name, "model": model} for name, model in models.items()]
        plan = self.directory / "stock.json"
        plan.write_text(json.dumps({**content, "forms": made}))
        self.plain.create("create_stock.py", str(plan))

    def start(self) -> None:
        """Serve both anew, each from one process."""
        self.stop()
        self.ours, self.stock = self.portal.start(), self.plain.start()

    def stop(self) -> None:
        self.portal.stop()
        self.plain.stop()
