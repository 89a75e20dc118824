"""The screens in which students, pieces, exercises and snippets are edited."""
