"""Pages on paper: tagged PDF/UA-1 by Typst."""


def render_pdf(template: str, data: dict, language: str) -> bytes:
    raise NotImplementedError
