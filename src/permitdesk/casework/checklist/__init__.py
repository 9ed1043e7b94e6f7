"""The documents of a case: what is needed, what came, what staff say of it, and until when."""
