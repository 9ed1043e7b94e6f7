"""The office's own system, as a real server on this machine: takes bundles, and sometimes not."""

import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Receiver:
    """``answers`` are given one after the other, the last one again and again: a status, or one
    with the hash to name (``"same"`` for the right one)."""

    def __init__(self, key: bytes, *answers) -> None:
        self.key, self.answers = key, list(answers)
        self.requests: list[dict] = []
        self.bundles: dict[str, bytes] = {}

    def take(self, path: str, headers, body: bytes) -> tuple[int, dict]:
        status, named = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.requests.append({"path": path, **{name.lower(): headers[name] for name in headers}})
        manifest = headers["X-Permitdesk-Manifest"].removeprefix("sha256=")
        content = hashlib.sha256(body).hexdigest()
        said = "\n".join((headers["X-Permitdesk-Reference"], manifest, content)).encode()
        wanted = "sha256=" + hmac.new(self.key, said, "sha256").hexdigest()
        if not hmac.compare_digest(wanted, headers["X-Permitdesk-Signature"]):
            return 403, {}
        if status < 300:
            self.bundles[headers["Idempotency-Key"]] = body
        return status, {"manifest_sha256": manifest if named == "same" else named} if named else {}


@contextmanager
def receiving(key: bytes, *answers):
    """A server that is there within the block; its address and what it received."""
    receiver = Receiver(key, *answers)

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, said = receiver.take(self.path, self.headers, body)
            data = json.dumps(said).encode()
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", f"http://127.0.0.1:{server.server_port}/elsewhere")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/in", receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
