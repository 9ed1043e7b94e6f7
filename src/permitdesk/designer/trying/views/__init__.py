"""The tab *Ausprobieren* and its pages; the comparison for who leads a unit."""
