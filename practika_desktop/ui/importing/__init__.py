"""The import sheet: files become takes, with the student, piece and exercise proposed."""
