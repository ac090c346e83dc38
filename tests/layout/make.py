"""Makes the documents of `tests/layout/documents`, each with what is expected of it in a `.json` beside it.

    python3 -m venv venv && venv/bin/pip install reportlab fonttools pillow python-pptx typst pypdfium2
    venv/bin/python tests/layout/make.py [NAME…]

What is expected comes from the data that the documents are drawn from, never from what the tool reads. The same data
give the same bytes. The documents are committed, so that tests need no Python; make them anew when one is added.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from making import flow, harder, hidden, sheets, tables, tagged, web, word  # noqa: E402,F401
from making.book import DOCUMENTS  # noqa: E402

FOLDER = Path(__file__).parent / "documents"


def main(names):
    FOLDER.mkdir(exist_ok=True)
    for name, make in DOCUMENTS.items():
        if names and name not in names:
            continue
        path = FOLDER / name
        expected = {"about": " ".join(make.__doc__.split())} | make(path)
        lines = json.dumps(expected, ensure_ascii=False, indent=1)
        path.with_name(f"{name}.json").write_text(lines + "\n", "utf-8")
        print(f"{name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
