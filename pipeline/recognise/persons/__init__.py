"""People by name: the shapes of names (``shapes.py``), the contexts only a person stands in (``contexts.py``,
``statesmen.py``), rows and tables (``rows.py``); ``find.py`` brings them together.
"""
