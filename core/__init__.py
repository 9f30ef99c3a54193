"""Familiar without a window: photographs in, people out.

`photos` turns files into pixels, `faces` pixels into vectors, `people` vectors into people; `store` keeps all of it
in one SQLite file; `indexer` is the loop that walks the way, `worker` runs that loop in a child process.
Importing this package loads nothing else.
"""
