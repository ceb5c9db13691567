"""The HTTP edge: reads, limits and answers; holds no rule."""

from flask import Flask

from service.engine import Engine, launch
from service.web import (
    batch,
    compression,
    cors,
    firecrawl,
    logs,
    playground,
    probes,
    problem_pages,
    problems,
    routes,
    tika,
    token,
    traces,
)


def create_app(engine: Engine) -> Flask:
    """The WSGI application. engine: what cleans its pages."""
    app = Flask(__name__, static_folder=None)
    app.extensions["engine"] = engine
    app.url_map.strict_slashes = False
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(batch.blueprint)
    app.register_blueprint(probes.blueprint)
    app.register_blueprint(playground.blueprint)
    app.register_blueprint(problem_pages.blueprint)
    app.register_blueprint(firecrawl.blueprint)
    app.register_blueprint(tika.blueprint)
    problems.install(app)
    logs.install(app)
    traces.install(app)
    cors.install(app)
    token.install(app)
    compression.install(app)
    return app


def serving_app() -> Flask:
    """The application of an edge process, with the engines that were started for it."""
    return create_app(launch.current().client())
