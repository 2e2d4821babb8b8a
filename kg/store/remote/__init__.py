"""A SPARQL 1.1 server as the store: requests, what comes back of them, where its services are, and what it must do to be trusted."""
