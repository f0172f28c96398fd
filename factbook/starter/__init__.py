"""Another record: a small data package and neutral chapters to start from."""
