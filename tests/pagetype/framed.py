"""Short pages as systems frame them: a menu, a column of links, a footer and a consent manager."""

import csv
from html import escape
from pathlib import Path

FOLDER = Path(__file__).with_name("modern")
MENUS = {
    "en": "Home|News|Sport|Contact",
    "de": "Startseite|Nachrichten|Sport|Kontakt",
    "fr": "Accueil|Actualités|Sport|Contact",
    "es": "Inicio|Noticias|Deportes|Contacto",
}
POSTS = (
    "Bridge reopens after repairs",
    "Council votes on the new budget",
    "Choir wins at the autumn festival",
    "Ferry fares rise in January",
)


def table(name: str) -> list[dict[str, str]]:
    """A table of the folder `modern`."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


MANAGERS = {row["language"]: row for row in table("managers")}


def elements(lines: str) -> str:
    """Lines parted by ¶: `- ` makes list items, `## ` a heading."""
    html = ""
    for line in lines.split(" ¶ "):
        if line.startswith("- "):
            html = html.removesuffix("</ul>") if html.endswith("</ul>") else html + "<ul>"
            html += f"<li>{escape(line[2:])}</li></ul>"
        elif line.startswith("## "):
            html += f"<h2>{escape(line[3:])}</h2>"
        else:
            html += f"<p>{escape(line)}</p>"
    return html


def posts(tag: str = "ul") -> str:
    """Links to stories."""
    items = "".join(f"<li><a href='/p/{n}'>{text}</a></li>" for n, text in enumerate(POSTS))
    return f"<h3>Recent Posts</h3><{tag}>{items}</{tag}>"


def _onetrust(title: str, text: str, buttons: str) -> str:
    return (
        '<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="region">'
        f'<h2 id="onetrust-policy-title">{title}</h2><div id="onetrust-policy-text">{text}</div>'
        f'<div id="onetrust-button-group">{buttons}</div></div></div>'
    )


def _complianz(title: str, text: str, buttons: str) -> str:
    return (
        '<div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner" role="dialog">'
        f'<div class="cmplz-title">{title}</div><div class="cmplz-message"><p>{text}</p></div>'
        f'<div class="cmplz-buttons">{buttons}</div></div></div>'
    )


def _plain(title: str, text: str, buttons: str) -> str:
    return f'<div class="cb-layer"><p>{title}</p><p>{text}</p>{buttons}</div>'


BANNERS = {"onetrust": _onetrust, "complianz": _complianz, "plain": _plain}


def banner(name: str, language: str) -> str:
    """A consent manager's element in this language; nothing where it has no name."""
    if not name:
        return ""
    row = MANAGERS[language]
    buttons = "".join(f"<button>{text}</button>" for text in row["buttons"].split(" ¶ "))
    return BANNERS[name](escape(row["title"]), escape(row["text"]), buttons)


def _menu(language: str) -> str:
    items = MENUS.get(language, MENUS["en"]).split("|")
    return "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(items))


def _wordpress(headline: str, body: str, language: str) -> str:
    return (
        f'<div id="page" class="site"><header id="masthead"><nav><ul>{_menu(language)}</ul></nav>'
        '</header><div id="content"><main id="main"><article class="post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{headline}</h1></header>'
        f'<div class="entry-content">{body}</div></article></main>'
        f'<aside id="secondary"><section class="widget">{posts()}</section></aside></div>'
        '<footer id="colophon"><p>© 2025 Quay Press</p></footer></div>'
    )


def _next(headline: str, body: str, language: str) -> str:
    return (
        f'<div id="__next"><div class="L_1c9"><header><ul>{_menu(language)}</ul></header>'
        f'<div class="G_77a"><div class="M_0d2"><h1 class="H_5b1">{headline}</h1>'
        f'<div class="B_e40">{body}</div></div><div class="S_aa3">{posts("ol")}</div></div>'
        "<footer><p>© 2025 Quay Press</p></footer></div></div>"
    )


def _bare(headline: str, body: str, language: str) -> str:
    return f"<ul>{_menu(language)}</ul><h1>{headline}</h1>{body}<p>© 2025 Quay Press</p>"


FRAMES = {"wordpress": _wordpress, "next": _next, "bare": _bare}


def framed(frame: str, headline: str, body: str, language: str, **around: str) -> str:
    """A page. around: `banner`, a name of BANNERS; `title`, if not the headline; body's `names`."""
    asks = banner(around.get("banner", ""), language)
    title = escape(around.get("title", f"{headline} - Quay Press"))
    inner = FRAMES[frame](escape(headline), body, language)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head>'
        f'<body class="{around.get("names", "")}">{inner}{asks}</body></html>'
    )
