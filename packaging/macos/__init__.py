"""What only the macOS build needs: entitlements, signing, notarisation, disk image."""
