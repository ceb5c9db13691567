"""sluice serve: the service, where it is installed beside the library."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import click

MISSING = "serve needs {name}, which is not installed: pip install 'sluice[service]'"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--bind", metavar="HOST:PORT", help="Address; by default that of SLUICE_BIND.")
@click.option(
    "--engines", type=click.IntRange(1, 256), help="Processes that clean; by default one a CPU."
)
def serve(bind: str | None, engines: int | None) -> None:
    """Serve POST /v1/clean and the rest of openapi.yaml until it is told to stop.

    Everything else is set by variables of the environment: docs/settings.md lists them. Exits with
    1 where a setting is wrong or the address is taken, with a sentence.

    \b
    Examples:
      sluice serve
      sluice serve --bind 0.0.0.0:8080 --engines 4
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    recipe = _recipe()
    given = {"SLUICE_BIND": bind, "SLUICE_ENGINES": engines}
    os.environ.update({name: str(value) for name, value in given.items() if value is not None})
    # The library knows nothing of the service: it gives its process to it.
    words = [sys.executable, "-m", "gunicorn", "--config", str(recipe)]
    os.execv(words[0], words)  # noqa: S606 - no shell is what is wanted


def _recipe() -> Path:
    """The file by which gunicorn starts the service. Raises click.ClickException without one."""
    spec = find_spec("service")
    if spec is None or spec.origin is None or find_spec("gunicorn") is None:
        raise click.ClickException(MISSING.format(name="gunicorn" if spec else "the service"))
    package = Path(spec.origin).parent
    # It stands in the package where that was installed, and at the root of the tree.
    installed = package / "gunicorn_conf.py"
    return installed if installed.exists() else package.parent / "gunicorn.conf.py"
