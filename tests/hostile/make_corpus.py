"""Small files made to break whatever reads them: a folder and a number go in, so many files of each kind come out, always the same.

    python -m tests.hostile.make_corpus FOLDER [NUMBER]

Each kind is a function that takes a seeded source of chance and gives the ending of a name and the bytes of a file, or makes
something in a folder that is no file. What a file would do is said by its function's name and docstring.
"""

import gzip
import io
import json
import os
import random
import socket
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

Kind = Callable[[random.Random], tuple[str, bytes]]

WORDS = [
    "At",
    "least",
    "seven",
    "people",
    "were",
    "killed",
    "on",
    "Monday",
    "when",
    "shells",
    "hit",
    "a",
    "market",
    "in",
    "the",
    "town,",
    "a",
    "monitor",
    "said",
]
ENTITIES = "".join(f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in zip("bcdefghij", "abcdefghi", strict=True))
BOMB = f'<!DOCTYPE x [<!ENTITY a "killed 500 ">{ENTITIES}]>'
FETCH = '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;<!ENTITY a SYSTEM "file:///etc/hostname">]>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sentence(chance: random.Random) -> str:
    """A sentence like those of reports, in an order of its own."""
    return f"{' '.join(chance.sample(WORDS, len(WORDS)))}."


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of some members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, method)
    return out.getvalue()


def garbled(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some are others, and of which an end may be missing."""
    changed = bytearray(data)
    for _ in range(max(3, len(changed) // 100)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed) // 2, len(changed) + 1)])


def html_entity_bomb(chance: random.Random) -> tuple[str, bytes]:
    """Entities that unfold to a billion words."""
    return chance.choice(
        [".html", ".xhtml"]
    ), f"<?xml version='1.0'?>{BOMB}<html><body><p>{sentence(chance)} &j;</p></body></html>".encode()


def html_external_entities(chance: random.Random) -> tuple[str, bytes]:
    """Entities that name a file of the machine."""
    return chance.choice([".html", ".xhtml"]), f"{FETCH}<html><body><p>{sentence(chance)} &a;</p></body></html>".encode()


def html_deep(chance: random.Random) -> tuple[str, bytes]:
    """A hundred thousand elements within each other."""
    tag = chance.choice(["div", "table><tr><td", "blockquote", "b", "ul><li", "span"])
    return ".html", f"<html><body>{f'<{tag}>' * 100_000}{sentence(chance)}".encode()


def html_wide(chance: random.Random) -> tuple[str, bytes]:
    """A tag with thousands of attributes, and many siblings."""
    attributes = " ".join(f"a{number}='{chance.random()}'" for number in range(3_000))
    return ".html", f"<html><body><p {attributes}>{sentence(chance)}</p>{'<br>' * 10_000}</body></html>".encode()


def html_hidden(chance: random.Random) -> tuple[str, bytes]:
    """Words that nobody sees, in a page of words that everybody does."""
    style = chance.choice(["display:none", "visibility:hidden", "font-size:0", "position:absolute;left:-9999px"])
    return (
        ".html",
        f"<html><body><p>{sentence(chance) * 5}</p><div style='{style}'>Militiamen killed 50,000 people.</div></body></html>".encode(),
    )


def html_lying(chance: random.Random) -> tuple[str, bytes]:
    """A page that says it is in an encoding that it is not in."""
    text = f"<html><head><meta charset='{chance.choice(['utf-16', 'utf-7', 'hz', 'no-such', 'shift_jis'])}'></head><body><p>Zwölf Tote. {sentence(chance)}</p></body></html>"
    return ".html", text.encode(chance.choice(["utf-8", "cp1252", "utf-16-le"]))


def html_broken(chance: random.Random) -> tuple[str, bytes]:
    """A page with bytes knocked out of it."""
    page = f"<html><head><title>{sentence(chance)}</title></head><body><article><p>{sentence(chance) * 9}</p></article></body></html>"
    return ".html", garbled(page.encode(), chance)


def zip_bomb(chance: random.Random) -> tuple[str, bytes]:
    """Members that unpack to a thousand times their size."""
    return ".zip", zipped({f"{chance.random()}.txt": b"a " * 5_000_000, "b.html": b"<p>" * 3_000_000})


def zip_in_zip(chance: random.Random) -> tuple[str, bytes]:
    """Archives within archives."""
    data = sentence(chance).encode()
    for depth in range(12):
        data = zipped({"a.zip" if depth else "a.txt": data})
    return ".zip", data


def zip_many(chance: random.Random) -> tuple[str, bytes]:
    """More members than anybody packs."""
    return ".zip", zipped({f"{number}.txt": b"" for number in range(20_100 + chance.randrange(99))}, zipfile.ZIP_STORED)


def zip_paths(chance: random.Random) -> tuple[str, bytes]:
    """Members whose names lead elsewhere, or act on a terminal."""
    names = [
        "../../escaped.txt",
        "/etc/escaped.txt",
        "C:\\escaped.txt",
        "a\n[31m.txt",
        "\x1b]0;pwn\x07.txt",
        "\u202etxt.txt",
        "a" * 5000 + ".txt",
        "..",
        "./..txt",
    ]
    return ".zip", zipped({name: sentence(chance).encode() for name in names})


def zip_lying(chance: random.Random) -> tuple[str, bytes]:
    """An archive whose list says that its members are small."""
    data = bytearray(zipped({"a.txt": b"a" * 20_000_000}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", chance.randrange(10, 1000))
    return ".zip", bytes(data)


def zip_overlapping(chance: random.Random) -> tuple[str, bytes]:
    """An archive in which every name stands for the same bytes."""
    data = zipped({"aaaaaa.txt": sentence(chance).encode() * 50_000})
    entry, end = data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    record, number = data[entry:end], 5000
    entries = b"".join(record.replace(b"aaaaaa", f"{index:06}".encode()) for index in range(number))
    return ".zip", data[:entry] + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, number, number, len(entries), entry, 0)


def zip_broken(chance: random.Random) -> tuple[str, bytes]:
    """An archive with bytes knocked out of it."""
    return ".zip", garbled(zipped({f"{number}.txt": sentence(chance).encode() * 9 for number in range(9)}), chance)


def gz_bomb(chance: random.Random) -> tuple[str, bytes]:
    """A file that unpacks to a thousand times its size."""
    return ".txt.gz", gzip.compress(b"0" * (20_000_000 + chance.randrange(9)), 9, mtime=0)


def gz_broken(chance: random.Random) -> tuple[str, bytes]:
    """A packed file whose end is missing, or something else."""
    return ".txt.gz", garbled(gzip.compress(sentence(chance).encode() * 99, mtime=0), chance)


def tar_links(chance: random.Random) -> tuple[str, bytes]:
    """An archive with links, devices, pipes and names that lead elsewhere."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"../{kind!r}.txt")
            member.type, member.linkname = kind, "/etc/hostname"
            file.addfile(member)
        member, data = tarfile.TarInfo("/../../escaped.txt"), sentence(chance).encode()
        member.size = len(data)
        file.addfile(member, io.BytesIO(data))
    return chance.choice([".tar"]), out.getvalue()


def tar_lying(chance: random.Random) -> tuple[str, bytes]:
    """An archive whose members say that they are larger than the disk, or smaller than nothing."""
    member = tarfile.TarInfo("a.txt")
    member.size = chance.choice([8 * 10**9, 2**62])
    return ".tar", member.tobuf(tarfile.GNU_FORMAT) + sentence(chance).encode()


def pdf(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF file of one page with a stream that is packed already."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/MediaBox[0 0 600 800]>>",
               b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, text)
    body += extra
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%bxref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (body, table, len(body))


def shown(chance: random.Random) -> bytes:
    """The packed stream of a page with a sentence."""
    return zlib.compress(b"BT /F 12 Tf 50 700 Td (%b) Tj ET" % sentence(chance).encode())


def pdf_truncated(chance: random.Random) -> tuple[str, bytes]:
    """A PDF file whose end is missing."""
    data = pdf(shown(chance))
    return ".pdf", data[: chance.randrange(20, len(data) - 10)]


def pdf_garbled(chance: random.Random) -> tuple[str, bytes]:
    """A PDF file with bytes knocked out of it."""
    return ".pdf", garbled(pdf(shown(chance)), chance)


def pdf_loop(chance: random.Random) -> tuple[str, bytes]:
    """A PDF file whose pages hold each other, or whose tables follow each other round."""
    data = pdf(shown(chance))
    if chance.random() < 0.5:
        return ".pdf", data.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    return ".pdf", data.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % data.index(b"xref\n0 6"))


def pdf_bomb(chance: random.Random) -> tuple[str, bytes]:
    """A PDF file with a page that unpacks to a thousand times its size."""
    return ".pdf", pdf(zlib.compress(b"BT /F 12 Tf (%b) Tj ET " % sentence(chance).encode() + b"q Q " * 20_000_000, 9))


def pdf_deep(chance: random.Random) -> tuple[str, bytes]:
    """A PDF file with lists within lists."""
    return ".pdf", pdf(shown(chance)).replace(b"[0 0 600 800]", b"[" * 100_000 + b"]" * 100_000)


def docx(body: str) -> bytes:
    """A DOCX file with this document."""
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": body.encode(),
    })  # fmt: skip


def paragraph(text: str) -> str:
    """A paragraph of a DOCX file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx_bomb(chance: random.Random) -> tuple[str, bytes]:
    """A document of a few kilobytes that unpacks to much more."""
    return ".docx", docx(f"<w:document {W}><w:body>{paragraph(sentence(chance)) * 100_000}</w:body></w:document>")


def docx_entities(chance: random.Random) -> tuple[str, bytes]:
    """A document with entities that unfold, or that name a file of the machine."""
    declared, name = chance.choice([(BOMB, "j"), (FETCH, "a")])
    return ".docx", docx(f"{declared}<w:document {W}><w:body>{paragraph(f'{sentence(chance)} &{name};')}</w:body></w:document>")


def docx_deep(chance: random.Random) -> tuple[str, bytes]:
    """A document of tables within tables."""
    tables = "<w:tbl><w:tr><w:tc>" * 30_000
    return ".docx", docx(
        f"<w:document {W}><w:body>{tables}{paragraph(sentence(chance))}{'</w:tc></w:tr></w:tbl>' * 30_000}</w:body></w:document>"
    )


def docx_elsewhere(chance: random.Random) -> tuple[str, bytes]:
    """A document whose parts lie on the network, or outside of it."""
    data = docx(f"<w:document {W}><w:body>{paragraph(sentence(chance))}</w:body></w:document>")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    target = chance.choice([b'"http://127.0.0.1:9/x" TargetMode="External"', b'"/../../../etc/hostname"', b'"word/none.xml"'])
    members["_rels/.rels"] = members["_rels/.rels"].replace(b'"word/document.xml"', target)
    return ".docx", zipped(members)


def odt_entities(chance: random.Random) -> tuple[str, bytes]:
    """A text document with entities that unfold, or that name a file of the machine."""
    declared, name = chance.choice([(BOMB, "j"), (FETCH, "a")])
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"{declared}<office:document-content {spaces}><office:body><office:text><text:p>{sentence(chance)} &{name};</text:p></office:text></office:body></office:document-content>"
    return ".odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def xlsx(rows: str, declared: str = "") -> bytes:
    """An XLSX file with these rows."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/worksheets/sheet1.xml": f'{declared}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
    })  # fmt: skip


def cell(place: str, text: str) -> str:
    """A cell of an XLSX file."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx_sparse(chance: random.Random) -> tuple[str, bytes]:
    """A spreadsheet with two cells as far from each other as can be."""
    last = f"XFD{chance.randrange(1_000_000, 1_048_576)}"
    return ".xlsx", xlsx(f'<row r="1">{cell("A1", "text")}</row><row r="{last[3:]}">{cell(last, sentence(chance))}</row>')


def xlsx_bomb(chance: random.Random) -> tuple[str, bytes]:
    """A spreadsheet of a few kilobytes that unpacks to much more."""
    rows = "".join(
        f'<row r="{number}">{cell(f"A{number}", "text" if number == 1 else sentence(chance) * 200)}</row>'
        for number in range(1, 4)
    )
    return ".xlsx", xlsx(rows + f"<row>{cell('A9', 'a' * 200)}</row>" * 60_000)


def xlsx_entities(chance: random.Random) -> tuple[str, bytes]:
    """A spreadsheet with entities that unfold."""
    return ".xlsx", xlsx(f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", f"{sentence(chance)} &j;")}</row>', BOMB)


def csv_huge(chance: random.Random) -> tuple[str, bytes]:
    """A table with a field of ten megabytes."""
    return ".csv", f'title,text\na,"{sentence(chance) * 100_000}"\n'.encode()


def csv_odd(chance: random.Random) -> tuple[str, bytes]:
    """A table with a quote that does not end, rows of any length, or very many columns."""
    return chance.choice([".csv", ".tsv"]), chance.choice([
        f'title,text\na,"{sentence(chance)}\n'.encode() + b"b,c\n" * 9999,
        b"title,text\n" + b"".join(b"," * chance.randrange(99) + b"x\n" for _ in range(999)),
        b",".join(b"text" for _ in range(50_000)) + b"\n" + b",".join(b"x" for _ in range(50_000)),
        f"title,text\n=cmd|' /C calc'!A0,\x00\x1b[31m{sentence(chance)}\n".encode(),
    ])  # fmt: skip


def json_deep(chance: random.Random) -> tuple[str, bytes]:
    """Lists or objects within each other, a hundred thousand times."""
    return chance.choice([".json", ".jsonl"]), chance.choice(
        [b"[" * 100_000 + b"]" * 100_000, b'{"text":' * 100_000 + b"1" + b"}" * 100_000]
    )


def json_odd(chance: random.Random) -> tuple[str, bytes]:
    """Numbers of a million digits, halves of characters, keys said twice, and lines that are no JSON."""
    return chance.choice([".json", ".jsonl", ".ndjson"]), chance.choice([
        b'[{"text": ' + b"9" * 1_000_000 + b"}]",
        b'[{"text": "\\ud800 people were killed", "published": "\\udfff"}]',
        f'[{{"text": "a", "text": {json.dumps(sentence(chance))}, "url": "javascript:alert(1)"}}, 1, null, [], {{}}]'.encode(),
        f'{{"text": {json.dumps(sentence(chance))}}}\nnot json\n{{"text": 1e999}}\n'.encode(),
    ])  # fmt: skip


def mail_nested(chance: random.Random) -> tuple[str, bytes]:
    """Mails within mails within mails."""
    data = f"Subject: innermost\n\n{sentence(chance)}\n"
    for _ in range(200):
        data = f"Subject: outer\nContent-Type: message/rfc822\n\n{data}"
    return ".eml", data.encode()


def mail_parts(chance: random.Random) -> tuple[str, bytes]:
    """A mail with many parts, or parts within parts."""
    if chance.random() < 0.5:
        parts = "".join(
            f'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../../{number}.txt"\n\n{sentence(chance)}\n'
            for number in range(30)
        )
        return ".eml", f"Subject: many\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n".encode()
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(2000))
    return ".eml", f"Subject: deep\n{nested}\n\n{sentence(chance)}".encode()


def mail_odd(chance: random.Random) -> tuple[str, bytes]:
    """A mail whose heads and encodings lie."""
    head = chance.choice(["Subject: =?utf-8?b?////?=", f"Subject: {'a' * 500_000}", "From: <<<>>>@@\nDate: 99 Foo 99999", "Content-Transfer-Encoding: base64",
                          "Content-Type: text/plain; charset=no-such", "Content-Type: text/html; charset*0*=utf-8''%00; charset*9999999=a", "\x00\x1b: x"])  # fmt: skip
    return ".eml", f"{head}\n\n{sentence(chance)} = = \n".encode()


def mbox_many(chance: random.Random) -> tuple[str, bytes]:
    """A mailbox of nothing but beginnings."""
    return ".mbox", b"From a@b Mon Jan  1 00:00:00 2020\n" * 50_000 + b"\n" + sentence(chance).encode()


def text_one_line(chance: random.Random) -> tuple[str, bytes]:
    """A line of more than a million letters without a space, or a sentence without end."""
    endless = " ".join(WORDS * (12_000 if chance.random() < 0.2 else 300)).encode()  # few need more memory than there may be
    return ".txt", chance.choice([b"a" * 1_200_000, endless, b"(" * 300_000, b"killed 5, " * 9_000])


def text_controls(chance: random.Random) -> tuple[str, bytes]:
    """Zero bytes, terminal escapes, directions and everything that can't be seen."""
    unseen = "\x00\x07\x08\x1b\x7f\x85\u200b\u200e\u202e\u2028\u2066\ufeff\ufffe\uffff\U000e0041"
    return ".txt", "".join(chance.choice(unseen) + word for word in sentence(chance).split(" ") * 20).encode()


def text_marks(chance: random.Random) -> tuple[str, bytes]:
    """Letters under a pile of accents."""
    return ".txt", f"{sentence(chance)} e{'́̀' * 50_000} {'ᄀ' * 50_000}".encode()


def text_lying(chance: random.Random) -> tuple[str, bytes]:
    """Bytes that begin as one encoding and go on as none."""
    mark = chance.choice([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"+/v8-"])
    return ".txt", mark + sentence(chance).encode() + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 3000)))


def text_noise(chance: random.Random) -> tuple[str, bytes]:
    """Bytes of chance under the name of any kind of file."""
    return chance.choice(
        [".txt", ".html", ".pdf", ".docx", ".xlsx", ".eml", ".zip", ".gz", ".json", ".csv", ".odt", ".tar"]
    ), chance.randbytes(5000)


KINDS: tuple[Kind, ...] = (
    html_entity_bomb, html_external_entities, html_deep, html_wide, html_hidden, html_lying, html_broken, zip_bomb, zip_in_zip,
    zip_many, zip_paths, zip_lying, zip_overlapping, zip_broken, gz_bomb, gz_broken, tar_links, tar_lying, pdf_truncated,
    pdf_garbled, pdf_loop, pdf_bomb, pdf_deep, docx_bomb, docx_entities, docx_deep, docx_elsewhere, odt_entities, xlsx_sparse,
    xlsx_bomb, xlsx_entities, csv_huge, csv_odd, json_deep, json_odd, mail_nested, mail_parts, mail_odd, mbox_many, text_one_line,
    text_controls, text_marks, text_lying, text_noise,
)  # fmt: skip

#: Names that act on a terminal, deceive the eye, or break what is written in lines.
NAMES = ["new\nline.txt", "esc\x1b]0;pwn\x07[31m.txt", "[bold red]markup[-].txt", "txt.exe\u202etxt.md", "-rf.txt", "a" * 251 + ".txt",
         " .txt", "a..txt", "quote'\"`$(id).txt", "not-utf8-\udcff.txt"]  # fmt: skip


#: What `make_special` makes that looks like a report.
SPECIAL = ("pipe.txt", "device.txt", "tty.html", "socket.txt", "round.txt", "out.txt", "nowhere.txt")


def make_files(folder: Path, number: int) -> list[Path]:
    """Make so many files of each kind; their paths."""
    made = []
    for kind in KINDS:
        for index in range(number):
            ending, data = kind(random.Random(f"{kind.__name__} {index}"))
            made.append(folder / f"{kind.__name__}-{index}{ending}")
            made[-1].write_bytes(data)
    return made


def make_names(folder: Path) -> list[Path]:
    """Make a file for each hostile name; their paths."""
    made = [folder / name for name in NAMES]
    for path in made:
        path.write_text(sentence(random.Random(ascii(path.name))))
    return made


def make_special(folder: Path) -> None:
    """Make what looks like reports and is no file: pipes, devices, sockets, folders, links that go round or out."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "tty.html").symlink_to("/dev/tty")
    with socket.socket(socket.AF_UNIX) as listening:
        place = Path.cwd()
        os.chdir(folder)  # the path of a socket must be short
        listening.bind("socket.txt")
        os.chdir(place)
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "out.txt").symlink_to("/etc/hostname")
    (folder / "nowhere.txt").symlink_to("nothing")
    (folder / "folder.txt").mkdir()
    (folder / "again").symlink_to(folder)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    make_files(target, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
