"""A case as one file to take along: PDF, JSON, all documents, and a manifest with their hashes.

``contents`` says what is in it, ``record`` and ``sheet`` draw the case, ``package`` writes the ZIP
and ``check`` examines one; ``check`` needs nothing but Python, for who receives bundles.
"""
