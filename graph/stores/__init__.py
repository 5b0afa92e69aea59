"""The stores behind the contract of `graph.store`; only these modules talk to a database."""
