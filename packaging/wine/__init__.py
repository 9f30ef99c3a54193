"""The Windows build on Linux, under wine: a test of everything but Windows itself."""
