"""The portal's messages: extracted from the sources, merged into the translations."""
