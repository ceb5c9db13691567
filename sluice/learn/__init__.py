"""What sites print on page after page, learned from a crawl: pages in, a file of profiles out.

`run` is the place to start reading: pages become lines (`lines`), a bounded sample of each host's
pages is kept on the disk (`sample`), and of each host it is found what recurs (`template`).
"""
