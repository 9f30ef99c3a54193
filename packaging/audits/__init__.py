"""Gates on a finished bundle: nothing missing, nothing that may not be carried, not too large."""
