"""The library on this machine's drive: one folder with a SQLite file and the media. Nothing here knows the windows."""
