"""Export: an executed notebook in, HTML or PDF bytes out."""
