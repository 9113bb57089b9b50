"""Lets `python -m wayfinder` stand for the command `wayfinder`."""

from wayfinder.app.cli import main

if __name__ == "__main__":
    main()
