"""The microservice around the library `sluice`: HTTP, limits, processes, metrics."""
