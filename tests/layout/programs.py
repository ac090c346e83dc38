"""Running the programs that are compared: one child a document, with its time, its memory and how it ended.

Takes a command, gives what it wrote; never waits longer than it is told to.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("NOGLETAL_BINARY", ROOT / "target/release/nogletal"))
SECONDS = 120


class Ran:
    """How a child ended."""

    def __init__(self, command, seconds=SECONDS):
        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err, stdin=subprocess.DEVNULL)
            self.hung = False
            timer = threading.Timer(seconds, self._stop, [child])
            timer.start()
            # wait4 alone tells the memory of this child and of those that it waited for.
            _, status, usage = os.wait4(child.pid, 0)
            timer.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            self.out = out.read().decode("utf-8", "replace")
            self.err = err.read().decode("utf-8", "replace")
        self.code = child.returncode
        self.seconds = time.monotonic() - start
        self.megabytes = usage.ru_maxrss / 1024

    def _stop(self, child):
        self.hung = True
        child.kill()

    @property
    def crashed(self):
        """A signal, or a panic that nothing caught."""
        return not self.hung and (self.code < 0 or self.code == 101)


def text(path):
    return Ran([BINARY, "text", path])


def tables(path):
    """The tables of a document, whatever their page."""
    ran = Ran([BINARY, "tables", path, "--format", "json"])
    return json.loads(ran.out).get("tables", []) if ran.out.startswith("{") else []


def figures(path):
    ran = Ran([BINARY, "figures", path, "--format", "jsonl"])
    return [json.loads(line) for line in ran.out.splitlines() if line.startswith("{")]


def metadata(path):
    """What a document says about itself: one object, each value with where it was found."""
    ran = Ran([BINARY, "text", path, "--metadata", "--format", "jsonl"])
    return json.loads(ran.out) if ran.out.startswith("{") else {}


HAS_PDFTOTEXT = shutil.which("pdftotext") is not None


def pdftotext(path):
    return Ran(["pdftotext", "-raw", path, "-"]).out if HAS_PDFTOTEXT else None


# In a child of its own: its memory would count as that of every child started after it, and some files stop it.
PLUMBER = """
import json, sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    pages = pdf.pages
    print(json.dumps({
        "tables": [table for page in pages for table in page.extract_tables()] if "tables" in sys.argv else [],
        "text": "\\n".join(page.extract_text() or "" for page in pages) if "text" in sys.argv else "",
    }))
"""


def _has_pdfplumber():
    return Ran([sys.executable, "-c", "import pdfplumber"]).code == 0


HAS_PDFPLUMBER = _has_pdfplumber()


def pdfplumber(path, *what):
    """`text` and `tables` as asked for; empty where it cannot read the file."""
    ran = Ran([sys.executable, "-c", PLUMBER, path, *what], seconds=60)
    return json.loads(ran.out) if ran.code == 0 else {"tables": [], "text": ""}
