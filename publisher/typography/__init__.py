"""Text → text, per language."""
from publisher.typography.choices import Choices, Run
from publisher.typography.engine import set_line, set_runs, set_text
__all__ = ["Choices", "Run", "set_line", "set_runs", "set_text"]
