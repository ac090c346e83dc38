"""The list of documents: each is a function that makes one and tells what is expected of it."""

DOCUMENTS = {}


def document(name):
    """Registers a maker; what it returns is the document's expectation, its docstring what the document is for."""

    def register(make):
        if name in DOCUMENTS:
            raise ValueError(f"two makers of {name}")
        DOCUMENTS[name] = make
        return make

    return register


def table(page, rows, header=1):
    """A table as it is expected: the page that it begins on, its cells, how many rows are its header."""
    return {"page": page, "header": header, "rows": rows}
