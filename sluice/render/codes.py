"""The language of a piece of code, as the page names it for its highlighter."""

import re
from typing import Any

NAMED = re.compile(
    r"(?:^|[\s;])(?:language|lang|highlight-(?:source|text)|brush:?|highlight(?! highlight))"
    r"[-: ]\s*([A-Za-z0-9+#._-]{1,30})"
)
BARE = re.compile(
    r"(?:^|\s)(?:sourceCode|hljs|prettyprint|src|highlight(?! highlight))"
    r"\s+([a-z0-9+#]{1,20})(?:\s|$)|^(rust)(?:\s|$)|^([a-z0-9+#]{1,20})\s+hljs(?:\s|$)"
    r"|(?:^|\s)src\s+src-([A-Za-z0-9+#-]{1,30})(?:\s|$)"
)
ATTRIBUTES = ("data-lang", "data-language", "data-code-lang")
# Of scripts that colour code in a browser, with other settings beside the language.
SETTINGS = ("class", "data-syntaxhighlighter-params")
NONE = frozenset(
    "none text plain plaintext plain-text txt nohighlight default auto notranslate hljs "
    "line-numbers numbersource code pre".split()
)
AROUND = 8
# The lang attribute of code is a language of people, save where it can be none.
SHORT = frozenset("js ts go py sh rb cs md".split())


def language_of(pre: Any) -> str:
    """The language of a pre element, lower case; "" where the page does not say."""
    inner = pre.css_first("code")
    nodes = [inner] if inner is not None else []
    node = pre
    for _ in range(AROUND):
        if node is None or node.tag in ("body", "article", "main"):
            break
        nodes.append(node)
        node = node.parent
    own = _known(pre.attributes.get("lang") or "")
    if own in SHORT or len(own) > 3:
        return own
    for node in nodes:
        if language := _named(node.attributes):
            return language
    return ""


def _named(attributes: dict[str, str | None]) -> str:
    for name in ATTRIBUTES:
        if value := attributes.get(name):
            return _known(value)
    said = [attributes.get(name) or "" for name in SETTINGS]
    matches = (match for text in said for way in (NAMED, BARE) for match in way.finditer(text))
    return next(filter(None, (_known(match[match.lastindex or 1]) for match in matches)), "")


def _known(name: str) -> str:
    name = name.strip().lower().rstrip(";")
    return "" if name in NONE or not re.fullmatch(r"[a-z0-9+#._-]{1,30}", name) else name
