"""Many pages in one stream: lines of JSON, web archives."""
