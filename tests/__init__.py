"""What the press must do, as sentences. A package, so that no library's own `tests` hides it."""
