"""Serves the site in this folder: python3 serve.py [--port 8000] [--everyone]

Python's own `python3 -m http.server` does as well. This one also sends the headers that stand in `_headers`, with
which the experiments compute on all cores where there is no graphics processor. With --everyone, other devices on
the same network can open it, too.
"""

import argparse
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".webp": "image/webp"}


def headers_of_all():
    """What stands below `/*` in the file `_headers`."""
    lines = (FOLDER / "_headers").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines[lines.index("/*") + 1 :]:
        if not line.startswith("  "):
            break
        name, value = line.strip().split(": ", 1)
        found.append((name, value))
    return found


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}
    always = headers_of_all()

    def end_headers(self):
        for name, value in self.always:
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description="Serves the site in this folder.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--everyone", action="store_true", help="let other devices on the network open it")
    given = parser.parse_args()
    host = "" if given.everyone else "127.0.0.1"
    with ThreadingHTTPServer((host, given.port), partial(Handler, directory=str(FOLDER))) as server:
        print(f"Open http://localhost:{server.server_port}/BASE and stop with Ctrl+C.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass


main()
