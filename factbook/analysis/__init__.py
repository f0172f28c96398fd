"""Analysis: one module a question; facts in, small frozen results out; never a plot."""
