-- Names written into photos: a photo has more than one content then, and is known by each. The file without the names
-- may still lie on another disk, or come back from a backup; and whoever is killed between the file and the library
-- leaves a file that the next scan knows.

CREATE TABLE other_contents (                                                           -- machine
    content_hash TEXT PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX other_contents_of_photo ON other_contents (photo_id);

CREATE TABLE drafts (path PRIMARY KEY) WITHOUT ROWID;                                   -- new files that are being written
