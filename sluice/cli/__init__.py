"""The command `sluice`: one module a subcommand, loaded when it is called.

Exit codes are the same everywhere (`EXITS`); what only one subcommand has, its own help says.
"""

import os
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from sluice.version import VERSION

EXITS = """\b
Exit codes:
  0    done
  1    done, but a page was refused or an input not read to its end; diff: bodies differ
  2    the call is wrong; diff: or a file cannot be compared
  130  interrupted"""
# Each subcommand: where it is, and the line that the list of all of them has of it. The list is
# shown without loading any.
COMMANDS = {
    "clean": ("sluice.cli.clean", "Clean a page, or the pages of folders."),
    "bulk": ("sluice.bulk.command", "Clean a crawl's files on all cores, resumed after a kill."),
    "learn": ("sluice.learn.command", "Learn what each site prints on page after page."),
    "serve": ("sluice.cli.serve", "Serve pages over HTTP."),
    "why": ("sluice.cli.why", "Show which rule kept or took each line of a page."),
    "diff": ("sluice.cli.diff", "Compare two versions, or two settings, over the same pages."),
    "completion": ("sluice.cli.completion", "Print what completes these words in a shell."),
}
# As a shell reports a program that Ctrl-C has ended.
INTERRUPTED = 130
HELP = {"help_option_names": ["-h", "--help"]}


class Sluice(click.Group):
    """The subcommands; a call that names none of them cleans what it names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, those first that are used most."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand, loaded now. Raises click.ClickException where it needs an extra."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "learn":
            # Learning follows no profile; the file that is named may be the one it is to make.
            os.environ.pop("SLUICE_SITE_PROFILES", None)
        home, _ = COMMANDS[cmd_name]
        try:
            command: click.Command = getattr(import_module(home), cmd_name)
        except ModuleNotFoundError as error:
            if cmd_name not in ("bulk", "learn"):
                raise
            sentence = f"{cmd_name} needs {error.name}, which is not installed"
            raise click.ClickException(f"{sentence}: pip install 'sluice[bulk]'") from None
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words of the call, with `clean` before them where they name no subcommand."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in COMMANDS and args[0] not in own:
            args = ["clean", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; one that Ctrl-C ends has the code of a program that it ends."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of all subcommands, and the exit codes."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])
        formatter.write_paragraph()
        for line in EXITS.splitlines()[1:]:
            formatter.write(f"{line}\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Subcommands, and the files that may be cleaned without naming one."""
        known = [
            CompletionItem(name, help=sentence)
            for name, (_, sentence) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*known, CompletionItem(incomplete, type="file")]


def _version(context: click.Context, _: click.Parameter, asked: Any) -> None:
    if not asked or context.resilient_parsing:
        return
    from sluice import compiled  # noqa: PLC0415 - it reads what it reports on

    click.echo(f"sluice, version {VERSION} ({compiled.code()})")
    context.exit()


@click.command(cls=Sluice, context_settings=HELP, no_args_is_help=False)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version, and whether the compiled modules are in use.",
)
def main() -> None:
    """Scraped pages in, clean articles out, with a reason for every line that was removed.

    A call that names no command cleans what it names: `sluice page.html`.

    \b
    Examples:
      sluice page.html
      curl -s https://example.org/story | sluice - --output markdown > story.md
      sluice clean pages/ --json > articles.ndjson
      sluice serve --bind 127.0.0.1:8080
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
