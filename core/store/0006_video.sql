-- Videos are photos that last. A person who is seen in one from here to there, without a cut, is a track; its best
-- moments are faces like those of photographs, so that everything that can be said of a face holds for them, too.

ALTER TABLE photos ADD COLUMN seconds REAL;            -- how long a video lasts; NULL of a photograph
CREATE INDEX videos ON photos (id) WHERE seconds IS NOT NULL;

CREATE TABLE tracks (                                                                   -- machine
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    begins REAL NOT NULL,                              -- seconds from the beginning of the video
    ends REAL NOT NULL,
    path BLOB NOT NULL                                 -- rows of second, x, y, width, height: little-endian float32
);
CREATE INDEX tracks_of_photo ON tracks (photo_id);

ALTER TABLE faces ADD COLUMN track_id INTEGER REFERENCES tracks (id) ON DELETE SET NULL;
ALTER TABLE faces ADD COLUMN at_second REAL;           -- the moment of a video; NULL in a photograph
CREATE INDEX faces_of_track ON faces (track_id) WHERE track_id IS NOT NULL;

-- A track of which no face is left (a person was forgotten) tells nothing any more.
CREATE TRIGGER track_lost AFTER DELETE ON faces WHEN old.track_id IS NOT NULL BEGIN
    DELETE FROM tracks WHERE id = old.track_id AND NOT EXISTS (SELECT 1 FROM faces WHERE track_id = old.track_id);
END;
