"""What fault runs found, as text: one Markdown row a run, and what was wrong in words."""

from statistics import median

from faults.run import Result

HEAD = (
    "storage", "guards", "seconds", "kills (storage/client/worker)", "acknowledged", "asked again",
    "lost", "doubled", "damaged", "stuck", "dead codes", "not stored, told so", "conflicts shown",
    "restarted (ended/not ready)", "recovery s (median/longest)",
)  # fmt: skip


def table(results: list[Result]) -> str:
    """A Markdown table."""
    rows = [HEAD, tuple("---" for _ in HEAD), *(_row(result) for result in results)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def details(result: Result) -> str:
    """What broke a promise, a line each; empty when nothing did."""
    said = {
        "lost": result.lost,
        "there twice": result.doubled,
        "damaged": result.damaged,
        "told another receipt": result.changed,
        "code shows nothing": result.dead_codes,
        "never answered": result.stuck,
        "complaint": result.complaints,
    }
    lines = [f"    {what}: {each}" for what, found in said.items() for each in found[:20]]
    if result.jobs_left:
        lines.append(f"    jobs that the worker left: {result.jobs_left}")
    return "\n".join([table([result]), *lines])


def _row(result: Result) -> tuple:
    kills = "/".join(str(result.kills.get(kind, 0)) for kind in ("storage", "client", "worker"))
    restarts = "/".join(str(result.restarts.get(kind, 0)) for kind in ("ended", "not ready"))
    times = result.recoveries
    recovery = f"{median(times):.1f}/{max(times):.1f}" if times else "–"
    return (
        result.profile,
        {"on": "on", "readback": "no read-back", "all": "none"}[result.guards],
        f"{result.seconds:.0f}",
        kills,
        result.acknowledged,
        result.refused,
        len(result.lost),
        len(result.doubled),
        len(result.damaged),
        len(result.stuck),
        len(result.dead_codes),
        result.not_stored,
        result.conflicts,
        restarts,
        recovery,
    )
