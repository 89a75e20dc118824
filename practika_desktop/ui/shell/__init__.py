"""The main window and what stands around the panes: pages, status line, toast, dialogs, the last resort."""
