"""A manual's steps with code between them stay whole; menus, threads and lone lists do not."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.judge.context.drop import confirmed_hints
from sluice.judge.context.steps import steps_with_code
from sluice.model import BlockKind, InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.judge.states import state_of

HEAD = "<h2>Starting it</h2>"
CODE = "<pre>pump start --wait</pre>"
STEPS = {
    "code in an item": f"<ol><li>Open the valve.</li><li>Start it:{CODE}</li><li>Wait.</li></ol>",
    "paragraphs in items": f"<ol><li><p>Open it.</p></li><li><p>Start:</p><div>{CODE}</div></ol>",
    "code between headings": f"{CODE}{CODE}{HEAD}",
    "code between lists": f"<ol><li>Open it.</ol>{CODE}<ol start=2><li>Wait for it.</ol>",
}
MENU = f"<ol><li><a href=/a>Setup</a></li><li><a href=/b>Starting</a>{CODE}</li></ol>"


def kept(html: str, score: float = 0.3, heading: float = 0.9) -> set[int]:
    """What the rule keeps below a heading of the score given."""
    state = state_of(page_from_html(f"<body><div><div>{html}</div></div></body>"))
    scores = {
        i: heading if block.kind is BlockKind.HEADING else score
        for i, block in enumerate(state.blocks)
    }
    stays = frozenset(i for i, value in scores.items() if value > 0.5)
    return set(steps_with_code(state, scores, stays))


@pytest.mark.parametrize("name", STEPS)
def test_steps_with_code_stay(name: str) -> None:
    """All of them, below a heading that stays, unless the scorer is sure; and go where it goes."""
    html = HEAD + STEPS[name]
    blocks = page_from_html(f"<body>{html}</body>").blocks
    steps = {i for i, block in enumerate(blocks) if block.kind is not BlockKind.HEADING}
    assert kept(html) == steps
    assert kept(html, score=0.05) == set()
    assert kept(html, heading=0.4) == set()


@pytest.mark.parametrize(
    "html",
    [
        HEAD + "<ol><li>Open the valve.</li><li>Start the pump.</li></ol>",
        HEAD + CODE + CODE,
        HEAD + MENU,
        HEAD + f'<div class="comments">{STEPS["code in an item"]}</div>',
        f"{HEAD}<p>Subscribe to our newsletter</p>{STEPS['code in an item']}",
    ],
    ids=["no code", "no steps", "menu", "comments", "something between"],
)
def test_other_rows_are_judged_by_their_scores(html: str) -> None:
    """Without code, all links, in a thread, or not right below what stays."""
    assert kept(html) == set()


# Manuals in several languages: prose, a heading, and steps as in each the menu beside it.
MANUALS = {
    "en": (
        "The pump reads its settings once, when it starts, and it does not look at them again.",
        "Starting it",
        ("Open the valve.", "Start the pump:", "Check that no warning is shown."),
    ),
    "de": (
        "Die Pumpe liest ihre Einstellungen einmal beim Start und sieht danach nicht mehr nach.",
        "Starten",
        ("Öffnen Sie das Ventil.", "Starten Sie die Pumpe:", "Keine Warnung darf zu sehen sein."),
    ),
    "fr": (
        "La pompe lit ses réglages une seule fois, au démarrage, et ne les regarde plus ensuite.",
        "Démarrage",
        ("Ouvrez la vanne.", "Lancez la pompe :", "Vérifiez l'absence d'alerte."),
    ),
    "ru": (
        "Насос читает свои настройки один раз при запуске и больше к ним не возвращается.",
        "Запуск",
        ("Откройте клапан.", "Запустите насос:", "Проверьте, нет ли предупреждений."),
    ),
    "ja": (
        "ポンプは起動時に一度だけ設定を読み込み、その後は二度と設定を確認しません。",
        "起動",
        ("バルブを開きます。", "ポンプを起動します：", "警告が出ないことを確認します。"),
    ),
    "ar": (
        "تقرأ المضخة إعداداتها مرة واحدة عند بدء التشغيل، ولا تعود إليها بعد ذلك أبدًا.",
        "التشغيل",
        ("افتح الصمام.", "شغّل المضخة:", "تأكد من عدم ظهور أي تحذير."),
    ),
}


@pytest.mark.parametrize("language", MANUALS)
def test_manual_keeps_its_steps_and_not_its_menu(language: str) -> None:
    """In any language, as the whole of a page is judged."""
    prose, heading, (first, second, third) = MANUALS[language]
    page = (
        f"<html lang={language}><body><nav><ul><li><a href=/a>{heading}</a></ul></nav>"
        f"<div class=document><h1>Pump</h1><p>{prose}</p>"
        f"<h2>{heading}</h2><ol><li><p>{first}</p></li><li><p>{second}</p>{CODE}</li>"
        f"<li><p>{third}</p></li></ol></div></body></html>"
    )
    body = body_of(clean(Source(page, InputKind.HTML)).judgement, Output.MARKDOWN)
    steps = f"1. {first}\n\n2. {second}\n\n   ```\n   pump start --wait\n   ```\n\n3. {third}"
    assert body.endswith(f"## {heading}\n\n{steps}")


ROWS = "<tr><th>Name<th>Default<tr><td>{}<td>40<tr><td>mode<td>a"
BELOW = {
    "table": (f"<table>{ROWS.format('speed')}</table>", True),
    "code": ("<pre>speed = 40</pre>", True),
    "table of links": (f"<table>{ROWS.format('<a href=/s>speed</a>')}</table>", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize("name", BELOW)
def test_heading_of_a_table_or_code_is_no_button(name: str) -> None:
    """A manual's heading may be worded as a player's button is."""
    below, stays = BELOW[name]
    state = state_of(page_from_html(f"<body><p>{MANUALS['en'][0]}</p><h2>Settings</h2>{below}"))
    found = [state.blocks[i].text for i, _ in confirmed_hints(state)]
    assert found == ([] if stays else ["Settings"])
