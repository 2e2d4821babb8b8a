"""Who is let in, by which words, and that nobody else ever sees them."""

import logging
from pathlib import Path

import pytest

from kg.errors import KgError, RemoteError, UsageError
from kg.settings import Server
from kg.store.opening import reader
from kg.store.remote.access import FILE, PASSWORD, TOKEN, USER, Access, access_to
from tests.rdflib_server import RdflibServer
from tests.sparql_server import SparqlServer
from tests.store.graphs import whole

SECRET = "ope n-sesame:ü"  # noqa: S105 - of a test
HERE = Server("http://127.0.0.1:1/")


def test_a_name_and_password_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, rdflib: RdflibServer) -> None:
    monkeypatch.setenv(USER, "ann")
    monkeypatch.setenv(PASSWORD, SECRET)
    rdflib.load(whole("a"))
    with reader(Server(rdflib.address)) as store:
        assert store.base
    assert {head["Authorization"] for head in rdflib.headers} == {"Basic YW5uOm9wZSBuLXNlc2FtZTrDvA=="}


def test_a_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, rdflib: RdflibServer) -> None:
    monkeypatch.setenv(TOKEN, "sesame")
    rdflib.load(whole("a"))
    reader(Server(rdflib.address)).close()
    assert {head["Authorization"] for head in rdflib.headers} == {"Bearer sesame"}


def test_without_any_nothing_is_sent(rdflib: RdflibServer) -> None:
    rdflib.load(whole("a"))
    reader(Server(rdflib.address)).close()
    assert not any("Authorization" in head for head in rdflib.headers)


@pytest.mark.parametrize(
    ("text", "header"), [('user = "ann"\npassword = "sesame"', "Basic YW5uOnNlc2FtZQ=="), ('token = "sesame"', "Bearer sesame")]
)
def test_a_file_that_only_its_owner_may_read_is_taken(tmp_path: Path, text: str, header: str) -> None:
    path = tmp_path / "credentials.toml"
    path.write_text(text)
    path.chmod(0o600)
    assert access_to(HERE, {FILE: str(path)}).header == header
    assert access_to(Server(HERE.address, credentials=path), {}).header == header


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "credentials.toml"
    path.write_text('token = "sesame"')
    path.chmod(mode)
    with pytest.raises(UsageError, match="chmod 600") as caught:
        access_to(HERE, {FILE: str(path)})
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize("text", ['token = "sesame', 'user = "sesame"', 'token = ["sesame"]', 'key = "sesame"'])
def test_a_file_that_is_something_else_is_refused_without_a_word_of_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "credentials.toml"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(UsageError) as caught:
        access_to(HERE, {FILE: str(path)})
    assert "sesame" not in f"{caught.value}{caught.value.__cause__}"


@pytest.mark.parametrize("given", [{USER: "ann"}, {PASSWORD: "x"}, {USER: "ann", PASSWORD: "x", TOKEN: "y"}])
def test_half_of_what_is_needed_or_too_much_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="set both"):
        access_to(HERE, given)


@pytest.mark.parametrize("address", ["http://example.org/", "http://127.0.0.1.example.org/", "http://localhost.example.org/"])
def test_no_password_is_sent_where_anybody_could_read_it(address: str) -> None:
    with pytest.raises(UsageError, match="https"):
        access_to(Server(address), {TOKEN: "sesame"})
    with pytest.raises(UsageError, match="https"):
        access_to(Server("https://example.org/", update=address), {TOKEN: "sesame"})


@pytest.mark.parametrize(
    "address", ["https://example.org/", "http://localhost:7878/", "http://127.0.0.1/", "http://[::1]:3030/ds"]
)
def test_it_is_sent_where_nobody_can(address: str) -> None:
    assert access_to(Server(address), {TOKEN: "sesame"}).header == "Bearer sesame"


@pytest.mark.parametrize("token", ["a b", "a\nX-Other: b", "é"])
def test_a_token_that_would_break_the_request_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="token"):
        access_to(HERE, {TOKEN: token})


def test_nothing_shows_it(monkeypatch: pytest.MonkeyPatch, rdflib: RdflibServer, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv(USER, "ann")
    monkeypatch.setenv(PASSWORD, SECRET)
    caplog.set_level(logging.DEBUG)
    rdflib.load(whole("a"))
    store = reader(Server(rdflib.address))
    with store, pytest.raises(KgError) as caught:
        store.update(f"INSERT DATA {{ nonsense {SECRET} }}")  # a server repeats what it can't read
    shown = f"{caught.value} {access_to(HERE)!r} {store!r} {caplog.text}"
    assert "nonsense" in str(caught.value)
    assert SECRET not in shown
    assert "YW5uOm9wZSBuLXNlc2FtZTrDvA==" not in shown


def test_words_are_hidden_the_longest_first() -> None:
    assert Access("Basic abcd", ("ab", "abcd")).hide("an abcd and an ab") == "an … and an …"


def test_a_redirect_is_not_followed_and_its_place_is_named(
    oxigraph: SparqlServer, rdflib: RdflibServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    oxigraph.load(whole("a").encode(), "application/n-quads")
    rdflib.sends_to = f"{oxigraph.address}/query"
    monkeypatch.setenv(TOKEN, "sesame")
    with pytest.raises(RemoteError, match=r"sends elsewhere to http://127\.0\.0\.1/query.*only where it is told"):
        reader(Server(rdflib.address))


def test_no_proxy_of_the_environment_is_spoken_to(rdflib: RdflibServer, monkeypatch: pytest.MonkeyPatch) -> None:
    rdflib.load(whole("a"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    reader(Server(rdflib.address)).close()
    assert rdflib.headers
