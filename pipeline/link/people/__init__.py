"""People and their posts: ``find.py`` for each person, ``members.py`` for tables, ``postbodies.py`` for whose post."""
