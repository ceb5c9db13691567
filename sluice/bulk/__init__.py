"""A crawl at a time: files in, files out, on all cores, and again from where it was killed.

`run` is the place to start reading: inputs are read here as pages, a crew of processes cleans them,
what comes back is written in parts, and a journal knows what has been written.
"""
