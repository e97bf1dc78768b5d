"""A small API of the tests: /health tells its version, /slow answers after a while, SIGTERM lets requests end."""
import http.server
import os
import signal
import sys
import threading
import time

VERSION = os.environ["VERSION"]
BREAKS = os.environ.get("BREAKS", "")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/slow":
            time.sleep(1.5)
        body = (VERSION + "\n").encode()
        self.send_response(500 if BREAKS == "unhealthy" else 200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


print("the api starts, version", VERSION, flush=True)
if BREAKS == "exits":
    print("FATAL: no license", file=sys.stderr, flush=True)
    time.sleep(0.5)
    sys.exit(3)
server = http.server.ThreadingHTTPServer(("", 8000), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
