"""Settings as data: one table, one file, and the dialog that is built from them."""
