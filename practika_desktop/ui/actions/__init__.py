"""One table of actions: menus, tool tips, keys, the key editor, the help sheet and the manual read it."""
