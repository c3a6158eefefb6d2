"""Hostile files: each must end in a clear refusal within two seconds and 256 MiB.

usage: hostile.py PROGRAM FOLDER

Every file is made anew, alone in a folder of its own, and listed by a process of its own. Needs
openpyxl and msoffcrypto-tool.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

SECONDS = 2.0
MEBIBYTES = 256

HEADINGS = "Child ID,Visit date,Visit type\n"
ROW = "C1,01/09/2026,CP visit\n"


def packed(parts, level=9):
    """A zip package; a part is bytes or a (block, times) to repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            with package.open(name, "w", force_zip64=True) as part:
                block, times = content if isinstance(content, tuple) else (content, 1)
                for _ in range(times):
                    part.write(block if isinstance(block, bytes) else block.encode())
    return out.getvalue()


def workbook(sheet, strings=None):
    """A workbook of one sheet whose cells are given as XML, or as (start, block, times, end)."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}/content-types"><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="r0" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="List 3" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{types}/relationships">'
        f'<Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings
    start, block, times, end = sheet if isinstance(sheet, tuple) else (sheet, "", 1, "")
    body = start.encode() + (block.encode() * times) + end.encode()
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{main}"><sheetData>'.encode() + body
    parts["xl/worksheets/sheet1.xml"] += b"</sheetData></worksheet>"
    return packed(parts)


def plain_workbook():
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(HEADINGS.strip().split(","))
    for n in range(2000):
        book.active.append([f"C{n}", "01/09/2026", "CP visit"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def protected_workbook():
    import msoffcrypto
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain_workbook())).encrypt("secret", out)
    assert msoffcrypto.OfficeFile(out).is_encrypted()
    return out.getvalue()


def document(body, times=1):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    start = f'<w:document xmlns:w="{word}"><w:body>'.encode()
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": start + body.encode() * times + b"</w:body></w:document>",
        }
    )


def laughs(root):
    lines = ['<?xml version="1.0"?>', f"<!DOCTYPE {root} [", '<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return "\n".join(lines) + f"]>\n<{root}><Header>&a11;</Header></{root}>"


def pdf(objects):
    out = b"%PDF-1.5\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + text + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF".encode()
    return out


def pdf_of(stream, more=b""):
    return pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>",
            b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(stream), more, stream),
        ]
    )


def bomb():
    squeeze = zlib.compressobj(9)
    block = b"BT (a) Tj ET " * 80_000
    return b"".join(squeeze.compress(block) for _ in range(1000)) + squeeze.flush()


def cycle():
    return pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 1000000000>>",
        ]
    )


def sparse(path, size):
    with open(path, "wb") as file:
        file.write(HEADINGS.encode())
        file.truncate(size)


def cells(count):
    letters = [""]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names = list(alphabet) + [a + b for a in alphabet for b in alphabet]
    names += [a + b + c for a in alphabet for b in alphabet for c in alphabet]
    del letters
    return "".join(f'<c r="{name}1" t="str"><v>h</v></c>' for name in names[:count])


BLANK_ROWS = ("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Child ID</v></c></row>", '<row r="2"/>', 1_000_000, "")

# Name of the file, what it holds (bytes, or a function of its path), and words that must be said of
# it: of the file as a problem, else of a list as its reason. None: it is read, and nothing is wrong.
CASES = {
    "archive bomb": ("lists.zip", lambda: packed({"a.csv": (b"0" * (1 << 20), 1000)}), "unpacks to"),
    "archive in archives": ("lists.zip", lambda: packed({"a.zip": packed({"b.zip": b""})}), "an archive within"),
    "workbook bomb": ("a.xlsx", lambda: workbook(("", " " * (1 << 20), 900, "")), "unpacks to"),
    "workbook of a billion texts": (
        "a.xlsx",
        lambda: workbook("<row/>", '<sst uniqueCount="99999999999"><si><t>a</t></si></sst>'),
        "damaged",
    ),
    "workbook, billion laughs": ("a.xlsx", lambda: workbook("<row/>", laughs("sst")), ""),
    "16,384 columns": ("a.xlsx", lambda: workbook(f'<row r="1">{cells(16_384)}</row>'), "no heading"),
    "a million blank rows": ("a.xlsx", lambda: workbook(BLANK_ROWS), ""),
    "cells at the corners": (
        "a.xlsx",
        lambda: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "no heading",
    ),
    "workbook cut in half": ("a.xlsx", lambda: plain_workbook()[:9000], "damaged"),
    "workbook without its end": ("a.xlsx", lambda: plain_workbook()[:-8], "damaged"),
    "workbook of zeros": ("a.xlsx", lambda: bytes(1 << 20), "damaged"),
    "protected workbook": ("a.xlsx", protected_workbook, "protected: save a copy without a password"),
    "protected document": ("a.docx", protected_workbook, "protected: save a copy without a password"),
    "document bomb": ("a.docx", lambda: document("<w:p/>" + " " * (1 << 20), 900), "more than a document"),
    "document, billion laughs": ("a.docx", lambda: packed({"word/document.xml": laughs("w")}), "a document type"),
    "sparse list of 2 GiB": ("a.csv", lambda path: sparse(path, 2 << 30), "not text"),
    "a line of 300 MB": ("a.csv", lambda: HEADINGS.encode() + b"a" * 300_000_000, "a line runs to"),
    "8 MB of commas": ("a.csv", lambda: HEADINGS.encode() + b"," * 8_000_000, "16384 cells"),
    "a mark never closed": ("a.csv", lambda: (HEADINGS + 'C1,"' + ROW * 1_000_000).encode(), "quotation mark"),
    "zeros in a list": ("a.csv", lambda: (HEADINGS + ROW * 999 + "\0" * 99).encode(), "zero bytes"),
    "odd half of UTF-16": ("a.csv", lambda: b"\xff\xfe" + HEADINGS.encode("utf-16le")[:-1], ""),
    "XML, billion laughs": ("a.xml", lambda: laughs("Message").encode(), "entities"),
    "XML a million deep": ("a.xml", lambda: b"<Message>" + b"<a>" * 1_000_000, ""),
    "XML of one huge attribute": ("a.xml", lambda: b'<Message a="' + b"a" * 50_000_000 + b'"/>', ""),
    "JSON ten million deep": ("a.json", lambda: b"[" * 10_000_000, ""),
    "JSON of one huge text": ("a.json", lambda: b'[{"Child ID":"' + b"a" * 50_000_000, ""),
    "PDF bomb": ("a.pdf", lambda: pdf_of(bomb(), b" /Filter /FlateDecode"), "text"),
    "PDF in a circle": ("a.pdf", cycle, "damaged"),
    "PDF of garbage": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000, "damaged"),
    "a document of 190 MB": ("a.md", lambda: b"# a\n" * 47_500_000, "more than a document"),
    "a text of 190 MB": ("a.txt", lambda: b"a b\n" * 47_500_000, "more than a document"),
    "a link out of the folder": ("a.csv", lambda path: os.symlink("/etc/passwd", path), "a link out of"),
    "a link to itself": ("a.csv", lambda path: os.symlink("a.csv", path), "a link to nothing"),
    "a pipe": ("a.csv", lambda path: os.mkfifo(path), "not a file"),
    "a name that moves the cursor": ("visits\x1b[2J.csv", lambda: (HEADINGS + ROW).encode(), None),
}


def make(folder, name, content):
    """Makes the file in a process of its own: a child's peak memory starts at its parent's."""
    maker = os.fork()
    if maker == 0:
        try:
            write(folder, name, content)
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(maker, 0)[1] == 0, name


def write(folder, name, content):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / name
    if content.__code__.co_argcount:
        content(path)
    else:
        path.write_bytes(content())


def listed(program, folder):
    """What is listed, in how many seconds and mebibytes."""
    out = folder.with_suffix(".json")
    started = time.monotonic()
    with open(out, "wb") as report:
        child = subprocess.Popen(
            [program, "evidence", "list", folder, "--report", "json"],
            stdout=report,
            stderr=subprocess.PIPE,
        )
        complaints = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, (child.returncode, complaints[:300])
    assert b"\x1b" not in complaints
    return json.loads(out.read_text()), seconds, used.ru_maxrss / 1024


def said(listing):
    words = []
    for file in listing["files"]:
        words.append(file["problem"] or "")
        words += [table["reason"] for table in file["tables"]]
        assert not any(ord(c) < 32 for c in file["path"])
    return " | ".join(word for word in words if word)


def main():
    program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    failed = []
    print(f"{'file':32} {'seconds':>8} {'MiB':>6}  what is said of it")
    for title, (name, content, words) in CASES.items():
        case = folder / title.replace(" ", "-").replace(",", "")
        make(case, name, content)
        listing, seconds, mebibytes = listed(program, case)
        text = said(listing)
        good = seconds <= SECONDS and mebibytes <= MEBIBYTES
        good = good and (words is None or (text and words in text))
        if not good:
            failed.append(title)
        print(f"{title:32} {seconds:8.2f} {mebibytes:6.0f}  {'' if good else 'FAILED: '}{text[:100]}")
        shutil.rmtree(case)
    print(f"{len(CASES) - len(failed)} of {len(CASES)} within {SECONDS:.0f} s and {MEBIBYTES} MiB")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
