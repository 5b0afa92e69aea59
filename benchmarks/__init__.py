"""How fast everything is, and beside what: `make bench`; docs/performance.md explains the figures."""
