"""Who issued a document and who it is addressed to: ``find.py`` asks, in order, for each place where a document says it."""
