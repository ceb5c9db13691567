"""How good the answers are, measured on pages with labels or beside other libraries."""

import click

from tools.evaluate.compat import compat
from tools.evaluate.faithful import faithful
from tools.evaluate.kept import kept
from tools.evaluate.metadata import metadata
from tools.evaluate.structure import structure

main = click.Group(help=__doc__, commands=[metadata, structure, kept, faithful, compat])

if __name__ == "__main__":
    main()
