"""The command `sluice`, also as `python -m sluice` and `python -m service`."""

from sluice.cli import main

if __name__ == "__main__":
    main(prog_name="python -m sluice")
