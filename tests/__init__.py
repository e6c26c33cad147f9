"""The tests; a package, so that no library's `tests` is taken for them."""
