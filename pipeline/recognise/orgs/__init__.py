"""Organisations by the grammar of their names, read leftwards from a right end.

``reader.py`` walks the text, ``left.py`` reads one name; what may stand in front of its function words is in
``anchors.py`` and ``ranks.py``, how a name may end in ``grammar.py``, the lists both are made of in ``wordlists.py``.
Then names that share a head (``shares.py``), that a pattern finds whole (``classes.py``) or an attribute tells apart
(``attributes.py``), how far they reach (``widening.py``, ``edges.py``), units, schools, and what is no body
(``nobodies.py``).
"""
