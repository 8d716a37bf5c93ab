"""Lets tests of every folder import the hand-made facts of ``tests/factories.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
