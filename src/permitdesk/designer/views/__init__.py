"""Pages on a service, for those who configure it."""
