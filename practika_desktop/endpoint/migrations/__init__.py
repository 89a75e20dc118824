"""The steps by which the endpoint's database came to its present shape; run from code, without an ini file."""
