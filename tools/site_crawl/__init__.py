"""A crawl that is made up: sites with templates of their own, and what profiles of them add."""
