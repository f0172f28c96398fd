"""The book: parameters, chapters and their execution."""
