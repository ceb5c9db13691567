"""Declarative shadow roots: their words are the page's, and slots hold what is meant for them."""

import time

import pytest

from sluice.blocks.from_html import page_from_html
from tests.pace import allowed


def texts(body: str) -> list[str]:
    return [block.text for block in page_from_html(f"<body>{body}</body>").blocks]


ROOT = '<template shadowrootmode="open">'
SHADOWS = [
    (f"<x-a>{ROOT}<p>In</p></template></x-a>", ["In"]),
    ("<x-a><template shadowrootmode=closed><p>In</p></template></x-a>", ["In"]),
    (f"<x-a>{ROOT}<x-b>{ROOT}<p>Deep</p></template></x-b></template></x-a>", ["Deep"]),
    ("<template><p>No</p></template><p>Yes</p>", ["Yes"]),
    (f"<x-a><template>{ROOT}<p>No</p></template></template></x-a>", []),
    (f"<x-a>{ROOT}<p>Up</p><slot></slot><p>Down</p></template>Mid</x-a>", ["Up", "Mid", "Down"]),
    (f"<x-a>{ROOT}<slot name=t>None</slot></template><b slot=t>Title</b></x-a>", ["Title"]),
    (f"<x-a>{ROOT}<slot name=t>None</slot></template><b slot=u>Other</b></x-a>", ["None", "Other"]),
]


@pytest.mark.parametrize(("body", "expected"), SHADOWS)
def test_shadow_roots_are_read(body: str, expected: list[str]) -> None:
    """What a browser shows of a shadow root is there, in its order; other templates are not."""
    assert "".join(texts(body)) == "".join(expected)


@pytest.mark.parametrize(
    "body",
    [
        ROOT * 50_000,
        f"<x-a>{ROOT}<slot></slot></template>" * 20_000 + "a",
        f"{ROOT}{'<slot></slot>' * 20_000}</template>" + "<b>x</b>" * 20_000,
        "</template>" * 100_000 + "shadowrootmode",
    ],
)
def test_many_shadow_roots_cost_no_square(body: str) -> None:
    """Roots and slots without end are read in bounded time."""
    started = time.process_time()
    page_from_html(body)
    assert time.process_time() - started < allowed(5)
