"""The service as it is, but for a supervisor in which some words are poison."""

from pathlib import Path

from service.engine import launch

exec(Path("gunicorn.conf.py").read_text(encoding="utf-8"))

launch.SUPERVISOR = "tests.serving.poisoned_supervisor"
