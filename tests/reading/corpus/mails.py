"""Mails made of stories, in ten shapes of threads: each is what its author wrote, between what mail programs put around it."""

from email.message import EmailMessage
from email.policy import SMTP

from tests.reading.corpus.stories import Story, story

_EARLIER = "Ten people were killed in Dreva on 3 March, our office there says.\nMore tomorrow.\n\nAnn"


def _mail(known: Story, subject: str | None = None) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f'"{known.publisher}" <desk@press.example>'
    mail["To"] = "list@monitors.example"
    mail["Subject"] = known.headline if subject is None else subject
    mail["Date"] = f"{known.published:%a, %d %b %Y} 23:30:00 +0300"
    return mail


def _body(known: Story) -> str:
    return "\n\n".join(known.paragraphs)


def _quoted(text: str, depth: int = 1) -> str:
    return "\n".join(f"{'>' * depth} {line}".rstrip() for line in text.splitlines())


def _html(known: Story, more: str = "") -> str:
    return f"<html><body><div dir='ltr'>{''.join(f'<p>{text}</p>' for text in known.paragraphs)}</div>{more}</body></html>"


def plain(known: Story) -> EmailMessage:
    """A mail of its own."""
    mail = _mail(known)
    mail.set_content(_body(known))
    return mail


def reply(known: Story) -> EmailMessage:
    """An answer above the whole thread, three deep."""
    mail = _mail(known, f"Re: RE: {known.headline}")
    thread = f"On Mon, 4 Mar 2024 at 10:00, Ann Other <ann@monitors.example>\nwrote:\n\n{_quoted(_EARLIER)}\n>\n> On Sun, Bo wrote:\n{_quoted(_EARLIER, 2)}"
    mail.set_content(f"{_body(known)}\n\n{thread}\n")
    return mail


def outlook(known: Story) -> EmailMessage:
    """An answer as Outlook writes it: the earlier mail under a header, nothing marked."""
    mail = _mail(known, f"RE: {known.headline}")
    mail.set_content(
        f"{_body(known)}\n\n________________________________\nFrom: Ann Other <ann@monitors.example>\nSent: 4 March 2024 10:00\nTo: desk\n"
        f"Subject: {known.headline}\n\n{_EARLIER}\n"
    )
    return mail


def original(known: Story) -> EmailMessage:
    """An answer above an “Original Message”."""
    mail = _mail(known)
    mail.set_content(f"{_body(known)}\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\n\n{_EARLIER}\n")
    return mail


def between(known: Story) -> EmailMessage:
    """An answer whose parts stand between what they answer."""
    mail = _mail(known)
    mail.set_content("\n\n".join(f"> Is there news on point {n}?\n\n{text}" for n, text in enumerate(known.paragraphs)))
    return mail


def signed(known: Story) -> EmailMessage:
    """A mail with a signature."""
    mail = _mail(known)
    mail.set_content(f"{_body(known)}\n\n-- \nAnn Other\nPress officer, +00 555 0100\n")
    return mail


def page(known: Story) -> EmailMessage:
    """A mail of markup only, with the thread in a quotation that Gmail marks."""
    mail = _mail(known)
    quote = f"<div class='gmail_quote'><div>On Monday Ann wrote:</div><blockquote>{_EARLIER}</blockquote></div>"
    mail.set_content(_html(known, quote), subtype="html")
    return mail


def both(known: Story) -> EmailMessage:
    """Text and markup of the same, the text encoded as Quoted-Printable in Latin-1 where that goes."""
    mail = _mail(known)
    mail.set_content(_body(known), cte="quoted-printable")
    mail.add_alternative(_html(known), subtype="html")
    return mail


def forwarded(known: Story) -> EmailMessage:
    """A report that is passed on."""
    mail = _mail(known, f"Fwd: {known.headline}")
    mail.set_content(
        f"---------- Forwarded message ---------\nFrom: Ann Other <ann@monitors.example>\nDate: Mon, 4 Mar 2024\nSubject: {known.headline}\nTo: desk\n\n{_body(known)}\n"
    )
    return mail


def attached(known: Story) -> EmailMessage:
    """A report with another one attached, and a picture."""
    mail = plain(known)
    mail.add_attachment(story(known.number + 100).text.encode(), maintype="text", subtype="plain", filename="../../annex.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    return mail


MAILS = (plain, reply, outlook, original, between, signed, page, both, forwarded, attached)
