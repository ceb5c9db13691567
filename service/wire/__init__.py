"""The JSON that callers send and get: the same for HTTP, command line and bulk."""
