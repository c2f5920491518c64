"""From a written name to the canonical one: ``canonical.py`` asks its rules in their order, each in a module of its own."""
