"""The laboratory: the system that Familiar descends from, complete, to train, measure and use a network of one's own.

The only room that knows torch (extra `lab`); nothing that the program needs to run imports it. `networks` builds the
published networks, `data` makes labelled chips, `training` teaches a network with `triplets` or with the `losses` that
the sources compare with, `harmonic` makes two networks comparable, `export` turns one into a pack. README.md beside
this file holds the figures.
"""
