"""The Linux packages: Debian package, portable archive, and what the desktop needs to know."""
