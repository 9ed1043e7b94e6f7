"""``make start``, ``fg``, ``stop``, ``status``, ``reset``."""

import os
import shutil
import sys

from portal import instance, packages, ports, server, styles
from portal.paths import INSTANCE, ROOT, VENV
from portal.say import Step, Trouble, say

MEGABYTE = 1024 * 1024


def start() -> None:
    """Set up what is missing, start in the background, say where to look."""
    port = ports.chosen()
    running = server.current()
    if running:
        say("The portal runs already; make stop ends it, and make start takes up changes then.")
        server.wait_until_ready(*running)
        addresses(running[1])
        return
    prepare(port)
    with Step("Starting the portal"):
        process = server.start(port)
        try:
            server.wait_until_ready(process, port)
        except BaseException:
            server.stop()
            raise
    addresses(port)


def foreground() -> None:
    """The same in the foreground, with the log on the screen."""
    port = ports.chosen()
    if server.current():
        raise Trouble("The portal runs already in the background; make stop ends it.")
    prepare(port)
    addresses(port)
    say("Starting; Ctrl-C ends it.")
    server.PID.write_text(f"{os.getpid()} {port}\n")
    os.execv(server.COMMAND[0], server.COMMAND)


def prepare(port: int) -> None:
    """Everything before the start, each part only when something has changed."""
    ports.must_be_free(port)
    enough_space()
    packages.install("build")
    styles.build()
    instance.configure(port)
    instance.create_demo_district()


def enough_space() -> None:
    """Better said now than half-way."""
    need = 300 if VENV.exists() else 1500
    free = shutil.disk_usage(ROOT).free // MEGABYTE
    if free < need:
        raise Trouble(
            f"Only {free} MB are free on the disk of {ROOT}; about {need} MB are needed. "
            "Free some space and run the same command again."
        )


def addresses(port: int) -> None:
    """Where to look."""
    home = f"http://localhost:{port}"
    say(f"""
The portal of the demo district Kreis Auental:
  visitors    {home}/    or /de  /en  /uk  /ar  /ru  /fa  /tr  /fr
  staff       {home}/login
  Plone       {home}/_zope    (administrator: admin)
Passwords, made for this machine only:
  demo staff  {shown(INSTANCE / "demo-passwords.txt")}
  admin       {shown(instance.PASSWORD)}
Mails that it would send: {shown(INSTANCE / "mail")}/ · log: {shown(server.LOG)}
make stop ends it.""")


def shown(path) -> str:
    """A path as short as it can be."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def stop() -> None:
    """End the running portal."""
    say("The portal is stopped." if server.stop() else "The portal was not running.")


def status() -> int:
    """Say whether it runs; exit code 1 when it does not."""
    running = server.current()
    if not running:
        say("The portal is not running. make start starts it.")
        return 1
    say(f"The portal runs at http://localhost:{running[1]}/ (process {running[0]}).")
    return 0


def reset() -> None:
    """Delete the instance after asking; ``FORCE=1`` does not ask."""
    if os.environ.get("FORCE") != "1":
        if not sys.stdin.isatty():
            raise Trouble("make reset deletes all data. Without asking: FORCE=1 make reset")
        answer = input(f"Delete all data under {shown(INSTANCE)}/ for good? Type yes: ")
        if answer.strip().lower() != "yes":
            raise Trouble("Nothing was deleted.")
    server.stop()
    if INSTANCE.is_dir():
        instance.remove()
    say("All data is deleted. make start creates the demo district anew.")
