"""sluice completion: what has a shell complete the command's words."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_SLUICE_COMPLETE"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what has SHELL complete commands, options, their values, and files.

    \b
    Examples:
      source <(sluice completion bash)
      sluice completion fish > ~/.config/fish/completions/sluice.fish
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    from sluice.cli import main  # noqa: PLC0415 - it is what loads this module

    made = get_completion_class(shell)
    if made is None:
        raise click.ClickException(f"There is no completion for {shell}.")
    click.echo(made(main, {}, "sluice", VARIABLE).source())
