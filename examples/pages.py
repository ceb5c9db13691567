"""The made-up pages of the examples, as a crawler brings them home."""

STORY = """<!doctype html><title>{name} opens - The Gazette</title>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{name} opens</h1><p>The {name} on the river was opened again on Monday.</p>
<p>It had stood still for {years} years, and half the town came to see it run.</p></article>
<div class="consent">This website uses cookies.</div>"""
BUILDINGS = ("mill", "bridge", "lock", "ferry")


def pages() -> dict[str, str]:
    """HTML by address; one page is empty."""
    stories = {name: STORY.format(name=name, years=10 + i) for i, name in enumerate(BUILDINGS)}
    return {
        f"https://example.org/{name}": html
        for name, html in (stories | {"nothing": "<!-- -->"}).items()
    }
