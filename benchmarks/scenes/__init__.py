"""What is measured, a module a scene. Each returns the lines of the table that it fills."""
