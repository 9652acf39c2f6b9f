"""Builds, boots and tests the emulated machine. Standard library only."""
