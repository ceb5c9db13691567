"""What a site prints on page after page: a file of profiles, one a host, learned from a crawl.

`profile` is what is known of one host, `file` is how it lies on the disk, `library` is how a page
finds its own. Learning is in sluice.learn; what a profile takes is decided in
sluice.judge.site_template.
"""
