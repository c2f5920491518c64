"""``python -m pipeline`` is ``zhiling``."""

from .cli import main

if __name__ == "__main__":
    main()
