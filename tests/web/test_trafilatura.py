"""What trafilatura makes of a page, for whoever wants to see both answers."""

import pytest
from flask.testing import FlaskClient

ADDRESS = "/v1/trafilatura"
PROSE = "The mill on the river was opened again on Monday. It had stood still for eleven years."


def test_its_answer_is_given(client: FlaskClient) -> None:
    """As Markdown, with its name and version, and nothing of what it leaves out."""
    prose = f"<p>{PROSE}</p>" * 5
    page = f"<body><nav>Home</nav><article><h2>Mill</h2>{prose}</article></body>"
    answer = client.post(ADDRESS, data=page, content_type="text/html").json
    assert answer["name"].startswith("trafilatura 2.")
    assert (PROSE in answer["body"], "Home" in answer["body"]) == (True, False)


def test_lines_of_a_text_are_paragraphs(client: FlaskClient) -> None:
    """A text is handed over line by line, its marks as text."""
    answer = client.post(ADDRESS, data=f"{PROSE}\n\n<b>{PROSE} & so on.", content_type="text/plain")
    assert answer.json["body"].count(PROSE) >= 1
    assert "**" not in answer.json["body"]


@pytest.mark.parametrize(
    ("page", "code"),
    [(b"", "empty-body"), (b"%PDF-1.7\n1 0 obj\n", "unsupported-media-type")],
)
def test_what_is_no_page_is_refused(client: FlaskClient, page: bytes, code: str) -> None:
    """By the same problems as for any page."""
    assert client.post(ADDRESS, data=page, content_type="text/html").json["code"] == code


@pytest.mark.parametrize("page", ["<" * 5000, "<div>" * 5000, "<p>\x00</p>", "&#xD800;" * 9])
def test_hostile_page_is_answered(client: FlaskClient, page: str) -> None:
    """With little, perhaps, but never by a fault."""
    response = client.post(ADDRESS, data=page, content_type="text/html")
    assert response.status_code in {200, 415, 422}


def test_answers_stay_apart(client: FlaskClient) -> None:
    """Having been asked for the one changes nothing of the other."""
    first = client.post("/v1/clean", data=PROSE).data
    client.post(ADDRESS, data=PROSE)
    assert client.post("/v1/clean", data=PROSE).data == first
