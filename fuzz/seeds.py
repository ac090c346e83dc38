"""Writes what the fuzzer begins with into `fuzz/corpus`, a folder for each target.

    python3 fuzz/seeds.py

Takes the documents of the repository: those of `corpus`, of `tests/layout/documents` and `tests/gold/made`, the cases, and
the queries of the guide. Containers are taken apart, as the targets put them together again; streams of PDFs are
unpacked, where a changed byte says something. Office documents from before 2007 are made by LibreOffice, where it is
there. The same repository gives the same seeds; seeds that are there already stay.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
FOLDERS = [ROOT / "corpus", ROOT / "tests/layout/documents", ROOT / "tests/gold/made/docs"]
NEXT_PART = b"\xff"
LONGEST = 48 << 10
"""A longer seed makes the fuzzer slow without telling it more."""

PARTS = {
    "word": [["word/document.xml"], ["word/styles.xml"], ["word/numbering.xml"], ["word/footnotes.xml"]],
    "sheet": [["xl/worksheets/sheet1.xml", "content.xml"], ["xl/sharedStrings.xml"], ["xl/styles.xml"]],
    "slides": [["ppt/slides/slide1.xml", "ppt/slides/slide2.xml"], ["ppt/charts/chart1.xml"]],
}
"""The parts of a seed in their order, each by the names that it may have."""


def documents(*kinds):
    """The repository's documents with these extensions."""
    for folder in FOLDERS:
        for path in sorted(folder.iterdir()):
            if path.suffix in kinds:
                yield path


def put(target, content):
    """Keeps a seed, named by its content."""
    if 0 < len(content) <= LONGEST:
        folder = HERE / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def apart(path, slots):
    """A container as its parts, each of the first slot with what stands in the others."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    others = [next((held[name] for name in names if name in held), b"") for names in slots[1:]]
    # A long list of styles drowns the text.
    others = [part if len(part) < 8 << 10 else b"" for part in others]
    for name in slots[0]:
        if name in held:
            yield NEXT_PART.join([held[name], *others]).rstrip(NEXT_PART)


def unpacked(pdf):
    """A PDF with its streams unpacked, but for pictures and fonts. The places in its directory are then wrong, which
    the readers have to live with anyway."""

    def plain(match):
        head, body = match.group(1), match.group(2)
        if b"FlateDecode" not in head or b"/Length1" in head or b"/Image" in head or b"Predictor" in head:
            return match.group(0)
        try:
            if b"ASCII85Decode" in head:
                body = base64.a85decode(body.strip(), adobe=b"<~" in body) if b"~>" not in body else base64.a85decode(
                    b"<~" + body.strip(), adobe=True)
            body = zlib.decompress(body)
        except (ValueError, zlib.error):
            return match.group(0)
        head = re.sub(rb"/Filter\s*(\[[^\]]*\]|/\w+)", b"", head)
        head = re.sub(rb"/Length \d+(?! \d)", b"/Length %d" % len(body), head)
        return head + body + b"\nendstream"

    return re.sub(rb"(<<(?:(?!endobj).)*?>>\s*stream\r?\n)(.*?)\r?\n?endstream", plain, pdf, flags=re.DOTALL)


def old_office():
    """Documents from before 2007, as LibreOffice saves them."""
    program = shutil.which("soffice")
    if program is None:
        print("note: LibreOffice is not there; the target `office` has no seeds")
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind, to in [(".xlsx", "xls"), (".ods", "xls"), (".docx", "doc"), (".pptx", "ppt")]:
            for path in documents(kind):
                command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
                subprocess.run([*command, "--outdir", folder, path], check=False, capture_output=True, timeout=120)
        for path in sorted(Path(folder).glob("*.*")):
            put("office", path.read_bytes())


def main():
    for path in documents(".pdf"):
        put("pdf", path.read_bytes())
        put("pdf", unpacked(path.read_bytes()))
    for kind, target in [(".html", "html"), (".txt", "text"), (".md", "text"), (".eml", "mail"), (".zip", "container")]:
        for path in documents(kind):
            put(target, path.read_bytes())
    for kind, target in [(".docx", "word"), (".xlsx", "sheet"), (".ods", "sheet"), (".pptx", "slides")]:
        for path in documents(kind):
            for seed in apart(path, PARTS[target]):
                put(target, seed)
    for path in documents(".txt", ".md"):
        text = path.read_bytes()
        put("tables", text)
        put("pipeline", text)
        for line in text.splitlines():
            put("quantity", line)
    for path in sorted((ROOT / "tests/cases").glob("*.txt")):
        for case in re.split(rb"(?m)^--- .* ---\n", path.read_bytes())[1:]:
            text = re.sub(rb"(?m)^>.*\n?", b"", case).strip() + b"\n"
            put("tables", text)
            put("pipeline", text)
            put("quantity", text)
    for span in re.findall(r"`([^`\n]+)`", (ROOT / "docs/soegning.md").read_text("utf-8")):
        put("query", span.encode())
    for row in (ROOT / "tests/relevance/queries.tsv").read_text("utf-8").splitlines()[1:]:
        put("query", row.split("\t")[2].encode())
    old_office()
    for folder in sorted((HERE / "corpus").iterdir()):
        print(f"{folder.name}\t{len(list(folder.iterdir()))}")


if __name__ == "__main__":
    main()
