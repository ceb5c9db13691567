"""What Sluice costs, measured on this machine."""

import click

from tools.measure.bulk import bulk
from tools.measure.over_http import http
from tools.measure.page import page
from tools.measure.soak import soak

main = click.Group(help=__doc__, commands=[page, http, soak, bulk])

if __name__ == "__main__":
    main()
