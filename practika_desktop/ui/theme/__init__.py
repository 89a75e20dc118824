"""The look: colours by name, spacing, type scale, icons, the style sheet and the shapes of markers."""
