"""What a page costs a process that has no memory of other pages, beside other libraries."""
