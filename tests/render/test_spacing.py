"""White space in lines, by the compiled loop and by Python's own split."""

from hypothesis import example, given
from hypothesis import strategies as st

from sluice.render.spacing import single_spaced


@given(
    st.text(
        st.sampled_from("ab  \t\n\x0b\x1c\x1f\x7f\x85\xa0\u2003\u3000é日😀\ud800\x00"), max_size=8
    )
)
@example("")
@example(" ")
@example("a ")
def test_spacing_is_that_of_split(text: str) -> None:
    """Runs of white space of every kind become one blank."""
    assert single_spaced(text) == " ".join(text.split())
