"""zhiling (指令): from Chinese government notices to a graph of who must do what, by whom, and where it says so."""

__version__ = "0.1.0"
