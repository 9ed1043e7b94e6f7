"""How services come and go: begun, carried as packages, taken from the library that is shipped."""
