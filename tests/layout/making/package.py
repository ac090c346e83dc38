"""ZIP files with the same bytes for the same members, and the small XML that office files are made of."""

import zipfile
from xml.sax.saxutils import escape

# The earliest moment that a ZIP knows: nothing of the clock.
MOMENT = (1980, 1, 1, 0, 0, 0)


def write(path, members):
    """A ZIP with these members, in this order; text as UTF-8."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, MOMENT)
            # An OpenDocument's kind stands uncompressed at the front.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode() if isinstance(content, str) else content)


def settled(path):
    """The same ZIP again without the moments at which its members were written."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in sorted(archive.namelist())}
    write(path, members)


DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def core(title, author, date):
    """A document's properties."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}T09:00:00Z</dcterms:created></cp:coreProperties>'
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(targets):
    """Relations of a part: kind and target; rId1, rId2 …"""
    lines = [
        f'<Relationship Id="rId{n}" Type="{kind if kind.startswith("http") else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    ]
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def types(parts):
    """The kinds of a package's parts."""
    lines = [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()]
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(lines)}</Types>'
    )


PROPERTIES = f"{PACKAGE}/relationships/metadata/core-properties"
