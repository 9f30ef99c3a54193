"""What only the Windows build needs: manifest, version resource, C++ runtime, setup program."""
