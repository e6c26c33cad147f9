"""Nouns of the press: what the stages hand each other. Frozen, picklable, born complete.

`None` means "the editor left it out", never "not yet".
"""
