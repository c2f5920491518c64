"""People and their posts: ``find.py`` for each person, ``members.py`` and ``cells.py`` for tables, ``postbodies.py``
for whose post.
"""
