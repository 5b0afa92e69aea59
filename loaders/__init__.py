"""The outside world as records: our own tables and event logs, with everything that can be wrong about them."""
