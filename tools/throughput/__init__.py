"""What pages cost: beside other libraries, over HTTP, in batches and in bulk."""
