"""`python -m app` is `kaart`."""

from app.cli import main

main()
