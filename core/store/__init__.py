"""One SQLite file: the queue, the checkpoint and the truth. `library.Library` is the door."""
