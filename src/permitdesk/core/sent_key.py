"""``Idempotency-Key``: what a request says of itself, so that sent twice it is done once."""


def sent_key(request) -> str:
    """The key of a request, quoted or not; empty for none."""
    sent = request.getHeader("Idempotency-Key", "")
    return sent.strip().removeprefix('"').removesuffix('"')
