"""The verbs: everything a teacher can do to the library, each one a function that makes one transaction."""
