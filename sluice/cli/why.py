"""sluice why: one page, line by line, each with the trail of decisions that it gathered."""

import sys
from pathlib import Path

import click

from sluice.cli.pages import KINDS, STDIN
from sluice.errors import Refused


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("page", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.argument("words", required=False)
def why(page: str, words: str | None) -> None:
    """Show PAGE line by line with the decisions that each gathered; the last of them counts.

    PAGE is a file, or - for standard input. + marks what stays, - what goes. With WORDS only the
    lines that hold them are shown. Exits with 1 if the page was refused or no line holds WORDS.

    \b
    Examples:
      sluice why page.html
      sluice why page.txt "sign up for our newsletter"
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    path = Path(page)
    content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        found = _trails(content, KINDS.get(path.suffix.lower()), words)
    except Refused as refusal:
        sentence = f"{refusal.problem.value.title} {refusal.detail}"
        raise click.ClickException(f"{page}: {sentence}") from None
    if not found:
        raise click.ClickException(f"{page}: no line holds these words.")
    click.echo("\n".join(found))


def _trails(content: bytes, kind: str | None, words: str | None) -> list[str]:
    from sluice import InputKind, Source  # noqa: PLC0415 - --help waits for nothing that cleans
    from sluice.blocks import page_from  # noqa: PLC0415
    from sluice.intake import document_of  # noqa: PLC0415
    from sluice.judge import judge  # noqa: PLC0415

    source = Source(content, InputKind(kind) if kind else None)
    judgement = judge(page_from(document_of(source)))
    wanted = " ".join((words or "").lower().split())
    lines = []
    for i, (block, trail) in enumerate(zip(judgement.page.blocks, judgement.trails, strict=True)):
        if wanted not in " ".join(block.text.lower().split()):
            continue
        mark = "-" if judgement.reason(i) else "+"
        lines.append(f"{mark}{i:4} {block.kind:10} {block.text[:110]!r}")
        for verdict in trail:
            score = "" if verdict.score is None else f"  {verdict.score:.2f}"
            lines.append(f"{'':18}{verdict.step}: {verdict.rule}{score}")
    return lines
