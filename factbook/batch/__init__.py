"""Many editions at once: named in a file, built apart from one another, kept while nothing behind them changes."""
