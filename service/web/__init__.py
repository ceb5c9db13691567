"""The HTTP edge: reads, limits and answers; holds no rule."""

from flask import Flask

from service.settings import settings
from service.web import logs, playground, probes, problems, routes


def create_app() -> Flask:
    """The WSGI application."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.url_map.strict_slashes = False
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(probes.blueprint)
    app.register_blueprint(playground.blueprint)
    problems.install(app)
    logs.install(app)
    return app
