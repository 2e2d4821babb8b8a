"""Mails: an EML or MBOX file's bytes go in, what each mail's author wrote comes out, and its attachments as files of their own.

What the author quotes of earlier mails is cut, since a thread would otherwise tell the same many times under a wrong date;
what is forwarded stays, since somebody sends it to be read.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr
from pathlib import PurePosixPath

from kg.errors import InputError
from kg.reading.clean import clean_text
from kg.reading.columns import Tables
from kg.reading.encoding import decode_bytes
from kg.reading.extracted import Extracted, Item, Part, Unread, checked
from kg.reading.html import drop_hidden, parse, whole_text
from kg.reading.metadata import Metadata

#: The longest field of a header that is read, in characters; only lists of recipients are longer, which nobody asks for.
LONGEST_FIELD = 10_000

# What the standard library makes of broken headers.
_BROKEN_FIELD = (ValueError, IndexError, AttributeError, TypeError, OverflowError, RecursionError)

_MBOX_LINE = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
_BETWEEN = re.compile(rb"(?:\A|(?:\r?\n){2})(?=From \S{1,100} [^\r\n]{0,100}\d{4}[^\r\n]{0,50}\r?\n)")
_REPLY = re.compile(r"^(?:(?:Re|Aw|Antw|RES?|RV|TR|SV|VS|Odp|Fwd?|WG|I)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(r"^\s{0,3}(?:>|\|\s)")
_INTRODUCTION = re.compile(
    r"^(?:On\b.{5,200}\bwrote|Le\b.{5,200}\ba écrit|Am\b.{5,200}\bschrieb.*|El\b.{5,200}\bescribió|.{2,100}<\S{1,100}@\S{1,100}>\s*(?:wrote|writes))\s*:\s*$",
    re.DOTALL,
)
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original)\s*-{2,}\s*$|^_{20,}\s*$"
)
_FORWARDED = re.compile(r"^\s*(?:-{2,}\s*Forwarded message\s*-{2,}|Begin forwarded message:)\s*$", re.IGNORECASE)
_FIELD = re.compile(r"^\*?(?:From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|De|Von|Gesendet|An|Betreff)\s*:\*?\s", re.IGNORECASE)
_QUOTING = "//blockquote[@type='cite'] | //*[contains(@class,'gmail_quote') and not(contains(@class,'gmail_quote_forward'))] | //*[@id='divRplyFwdMsg' or @id='appendonsend']"
_INLINE = frozenset({"image/png", "image/jpeg", "image/gif"})


def read(data: bytes, name: str, tables: Tables) -> Iterator[Item]:  # noqa: ARG001 - as every reader
    """The reports in a file of one mail, or of many in the format mbox."""
    if PurePosixPath(name).suffix.lower() != ".mbox":
        yield from _mail(data, "")
        return
    for number, mail in enumerate(_mails(data), 1):
        try:
            yield from _mail(mail, str(number))
        except InputError as error:
            yield Unread(str(number), str(error))


def _mails(data: bytes) -> Iterator[bytes]:
    """The mails of a mailbox, without the lines that part them."""
    if not data.startswith(b"From "):
        raise InputError("no mailbox: it does not begin with a line From …")
    for mail in _BETWEEN.split(data):
        if mail.strip():
            yield re.sub(rb"(?m)^>(>*From )", rb"\1", _MBOX_LINE.sub(b"", mail, count=1))


def _mail(data: bytes, place: str) -> Iterator[Item]:
    """The report of one mail, and the files that it carries."""
    mail = email.message_from_bytes(data, policy=default)
    if not mail.keys():
        raise InputError("no mail: it has no header")
    _drop_long_fields(mail)
    try:
        yield replace(_report(mail), place=place, content=data)
    except InputError as error:
        if not any(True for _ in mail.iter_attachments()):
            raise
        yield Unread(place or "text", str(error))
    yield from _attachments(mail, place)


def _drop_long_fields(mail: EmailMessage) -> None:
    """Take out the fields of all headers that are too long: the standard library takes the square of their length for some."""
    for part in mail.walk():
        for name, value in list(part.raw_items()):
            if len(value) > LONGEST_FIELD:
                del part[name]


def _report(mail: EmailMessage) -> Extracted:
    text, cut, encoding = _text(mail)
    subject = _header(mail, "subject")
    subject = _REPLY.sub("", subject or "")
    if subject and not text.startswith(subject):
        text = f"{subject}\n\n{text}"
    author, address = parseaddr(_header(mail, "from") or "")
    notes = (f"{cut:,} quoted lines left out",) if cut else ()
    metadata = Metadata(title=subject or None, published=_day(mail), publisher=clean_text(author or address).text or None)
    return Extracted(text=checked(clean_text(text).text), metadata=metadata, encoding=encoding, notes=notes)


def _header(mail: EmailMessage, name: str) -> str | None:
    """A header's value on one line; None where it is missing or broken."""
    try:
        value = mail.get(name)
    except _BROKEN_FIELD:
        return None
    return " ".join(clean_text(str(value)).text.split()) if value else None


def _day(mail: EmailMessage) -> str | None:
    """The day on which the mail was sent, where its author was."""
    try:
        sent = mail["date"].datetime
    except _BROKEN_FIELD:
        return None
    return None if sent is None else f"{sent.date()}"


def _text(mail: EmailMessage) -> tuple[str, int, str | None]:
    """What the author wrote, how many quoted lines were cut, and the encoding; raises `InputError` if there is no text."""
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    if plain is not None:
        data, charset = _content(plain)
        if data.strip():
            decoded = decode_bytes(data, charset)
            text, cut = without_quotes(clean_text(decoded.text).text)
            if text.strip():
                return text, cut, decoded.encoding
    if page is not None:
        data, charset = _content(page)
        decoded = decode_bytes(data, charset)
        text, cut = _page_text(decoded.text)
        return text, cut, decoded.encoding
    raise InputError("no text")


def _content(part: MIMEPart) -> tuple[bytes, str | None]:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b"", part.get_content_charset()


def _page_text(markup: str) -> tuple[str, int]:
    tree = parse(markup)
    cut = 0
    for element in tree.xpath(_QUOTING):
        if element.getparent() is not None:
            cut += len([line for line in element.text_content().splitlines() if line.strip()])
            element.drop_tree()
    drop_hidden(tree)
    text, more = without_quotes(clean_text(whole_text(tree)).text)
    return text, cut + more


def without_quotes(text: str) -> tuple[str, int]:
    """A mail's text without quoted earlier mails and signature, and how many lines were cut.

    >>> without_quotes("Two more died.\\n\\nOn Monday, Ann wrote:\\n> Ten died.\\n")
    ('Two more died.', 2)
    """
    lines = text.split("\n")
    kept: list[str] = []
    cut = number = 0
    while number < len(lines):
        line = lines[number]
        if _FORWARDED.match(line):
            number = _past_fields(lines, number + 1)
            continue
        if line.rstrip(" ") == "--" or _begins_original(lines, number):
            cut += sum(bool(rest.strip()) for rest in lines[number:])
            break
        if _QUOTED.match(line):
            cut += 1 + _drop_introduction(kept)
        else:
            kept.append(line)
        number += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n"), cut


def _begins_original(lines: list[str], number: int) -> bool:
    """Whether an earlier mail begins here, under a line or a header as Outlook writes them."""
    fields = sum(bool(_FIELD.match(line)) for line in lines[number : number + 5])
    if _ORIGINAL.match(lines[number]):
        following = sum(bool(_FIELD.match(line)) for line in lines[number + 1 : number + 7])
        return following >= 2 or not lines[number].strip().startswith("_")  # noqa: PLR2004 - From and Sent
    return fields >= 3 and bool(re.match(r"\*?(?:From|De|Von)\s*:", lines[number]))  # noqa: PLR2004 - From, Sent and To


def _past_fields(lines: list[str], number: int) -> int:
    """The number of the first line behind the header of a forwarded mail."""
    while number < len(lines) and (not lines[number].strip() or _FIELD.match(lines[number])):
        number += 1
    return number


def _drop_introduction(kept: list[str]) -> int:
    """Drop the line "On Monday, somebody wrote:" from the end of what is kept; it may be broken into two."""
    last = len(kept)
    while last and not kept[last - 1].strip():
        last -= 1
    for length in (1, 2, 3):
        if last >= length and _INTRODUCTION.match(" ".join(kept[last - length : last]).strip()):
            del kept[last - length :]
            return length
    return 0


def _attachments(mail: EmailMessage, place: str) -> Iterator[Item]:
    """The files that a mail carries, each under its name; two of one name are told apart by a number."""
    names: dict[str, int] = {}
    for part in mail.iter_attachments():
        name = _name(part)
        if part.get_content_type() in _INLINE:
            continue
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name = f"{names[name]}-{name}"
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" and part.is_multipart() else part
        data = inner.as_bytes() if inner is not part and isinstance(inner, EmailMessage) else part.get_payload(decode=True)
        yield Part(f"{place}/{name}" if place else name, data if isinstance(data, bytes) else b"")


def _name(part: MIMEPart) -> str:
    """The name of an attachment, without folders; one is made up where it has none."""
    try:
        name = part.get_filename()
    except _BROKEN_FIELD:
        name = None
    if part.get_content_type() == "message/rfc822":
        return f"{PurePosixPath(name or 'mail').stem}.eml"
    endings = {"text/plain": ".txt", "text/html": ".html", "text/csv": ".csv", "application/pdf": ".pdf"}
    name = clean_text((name or "").replace("\\", "/")).text.replace("\n", " ").rsplit("/", 1)[-1].strip()
    return name or f"attachment{endings.get(part.get_content_type(), '')}"
