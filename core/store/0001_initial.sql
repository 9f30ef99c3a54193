-- The first schema. `machine` tables are written by the worker only, `user` tables by edits only.
-- Paths are text, or bytes where a file's name is not valid UTF-8.

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;        -- model: the active one

CREATE TABLE folders (                                                                  -- user
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path NOT NULL UNIQUE,
    watched INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE photos (                                                                   -- machine: one row a content
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_hash TEXT UNIQUE,                          -- NULL until the file was read
    taken_at TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed')),
    in_flight INTEGER NOT NULL DEFAULT 0,              -- a worker took it up and has not finished it
    attempts INTEGER NOT NULL DEFAULT 0,               -- deaths of the worker while this photo was alone in work
    reason TEXT NOT NULL DEFAULT '',
    retry INTEGER NOT NULL DEFAULT 0,                  -- failed for a passing reason: look again at the next scan
    pipeline TEXT NOT NULL DEFAULT '',                 -- version of the pipeline that found the faces
    replaces INTEGER,                                  -- the photo that lay in this place before the file changed
    places INTEGER NOT NULL DEFAULT 0                  -- files of it in folders of the library; kept by triggers
);
CREATE INDEX photos_to_do ON photos (id) WHERE state = 'pending';

CREATE TABLE files (                                                                    -- machine: places of photos
    id INTEGER PRIMARY KEY,
    folder_id INTEGER NOT NULL,                        -- no foreign key: a removed folder may be brought back
    path NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    photo_id INTEGER NOT NULL REFERENCES photos (id)
);
CREATE INDEX files_of_photo ON files (photo_id);
CREATE INDEX files_of_folder ON files (folder_id);

CREATE TABLE problems (                                                                 -- machine: places no scan could read
    folder_id INTEGER NOT NULL,
    path NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (folder_id, path)
) WITHOUT ROWID;

CREATE TABLE faces (                                                                    -- machine
    id INTEGER PRIMARY KEY AUTOINCREMENT,              -- never used twice: previews hang on it
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
    landmarks BLOB NOT NULL,                           -- ten little-endian float32
    score REAL NOT NULL,
    size REAL NOT NULL, sharpness REAL NOT NULL, pose REAL NOT NULL, overall REAL NOT NULL,
    clusterable INTEGER NOT NULL,
    missing INTEGER NOT NULL DEFAULT 0                 -- not found again, but the user spoke about it
);
CREATE INDEX faces_of_photo ON faces (photo_id);

CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL);   -- machine

CREATE TABLE vectors (                                                                  -- machine
    model_id INTEGER NOT NULL REFERENCES models (id),
    face_id INTEGER NOT NULL REFERENCES faces (id) ON DELETE CASCADE,
    vector BLOB NOT NULL,                              -- one signed byte a dimension; only its direction counts
    PRIMARY KEY (model_id, face_id)
) WITHOUT ROWID;
CREATE INDEX vectors_of_face ON vectors (face_id);

CREATE TABLE clustering (                                                               -- machine
    model_id INTEGER NOT NULL REFERENCES models (id),
    face_id INTEGER NOT NULL REFERENCES faces (id) ON DELETE CASCADE,
    cluster_id INTEGER NOT NULL,                       -- a face alone in its cluster has no row
    PRIMARY KEY (model_id, face_id)
) WITHOUT ROWID;
CREATE INDEX clustering_by_cluster ON clustering (model_id, cluster_id);
CREATE INDEX clustering_of_face ON clustering (face_id);

CREATE TABLE people (                                                                   -- user
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL DEFAULT '',
    cover_face_id INTEGER,
    state TEXT NOT NULL DEFAULT 'shown' CHECK (state IN ('shown', 'hidden', 'ignored')),
    birthday TEXT
);
CREATE INDEX people_by_cover ON people (cover_face_id);

CREATE TABLE verdicts (                                                                 -- user
    face_id INTEGER NOT NULL REFERENCES faces (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    is_match INTEGER NOT NULL CHECK (is_match IN (0, 1)),
    source TEXT NOT NULL CHECK (source IN ('face', 'group', 'import')),
    PRIMARY KEY (face_id, person_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX one_person_a_face ON verdicts (face_id) WHERE is_match = 1;
CREATE INDEX verdicts_of_person ON verdicts (person_id);

CREATE TABLE marks (                                                                    -- user
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('drawn', 'imported', 'not_a_face'))
);
CREATE INDEX marks_of_photo ON marks (photo_id);

CREATE TABLE answers (                                                                  -- user
    face_a INTEGER NOT NULL REFERENCES faces (id),
    face_b INTEGER NOT NULL REFERENCES faces (id),
    answer TEXT NOT NULL CHECK (answer IN ('same', 'different', 'unsure')),
    at TEXT NOT NULL,                                  -- ISO 8601, UTC: of two that contradict, the newer counts
    PRIMARY KEY (face_a, face_b),
    CHECK (face_a < face_b)
) WITHOUT ROWID;
CREATE INDEX answers_of_b ON answers (face_b);

CREATE TABLE presence (                                                                 -- user
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    PRIMARY KEY (photo_id, person_id)
) WITHOUT ROWID;

CREATE TABLE edits (                                                                    -- the journal
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                                  -- ISO 8601, UTC
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,                             -- JSON: the words that the kind's sentence needs
    rows TEXT NOT NULL,                                -- JSON: [table, key, before, after]
    undone INTEGER NOT NULL DEFAULT 0
);

-- Two tallies kept by the database itself, so that who is visible and whose a group is need not be counted each time.

CREATE TRIGGER place_gained AFTER INSERT ON files BEGIN
    UPDATE photos SET places = places + (SELECT COUNT(*) FROM folders WHERE id = new.folder_id) WHERE id = new.photo_id;
END;
CREATE TRIGGER place_lost AFTER DELETE ON files BEGIN
    UPDATE photos SET places = places - (SELECT COUNT(*) FROM folders WHERE id = old.folder_id) WHERE id = old.photo_id;
END;
CREATE TRIGGER place_moved AFTER UPDATE OF photo_id, folder_id ON files BEGIN
    UPDATE photos SET places = places - (SELECT COUNT(*) FROM folders WHERE id = old.folder_id) WHERE id = old.photo_id;
    UPDATE photos SET places = places + (SELECT COUNT(*) FROM folders WHERE id = new.folder_id) WHERE id = new.photo_id;
END;
CREATE TRIGGER folder_gained AFTER INSERT ON folders BEGIN
    UPDATE photos SET places = places + (SELECT COUNT(*) FROM files WHERE folder_id = new.id AND photo_id = photos.id)
    WHERE id IN (SELECT photo_id FROM files WHERE folder_id = new.id);
END;
CREATE TRIGGER folder_lost AFTER DELETE ON folders BEGIN
    UPDATE photos SET places = places - (SELECT COUNT(*) FROM files WHERE folder_id = old.id AND photo_id = photos.id)
    WHERE id IN (SELECT photo_id FROM files WHERE folder_id = old.id);
END;

CREATE TABLE votes (                                   -- how many faces of a group the user gave to a person
    model_id INTEGER NOT NULL,
    cluster_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    votes INTEGER NOT NULL,
    PRIMARY KEY (model_id, cluster_id, person_id)
) WITHOUT ROWID;
CREATE INDEX votes_of_person ON votes (person_id);

CREATE TRIGGER verdict_given AFTER INSERT ON verdicts WHEN new.is_match = 1 BEGIN
    INSERT INTO votes SELECT model_id, cluster_id, new.person_id, 1 FROM clustering WHERE face_id = new.face_id
    ON CONFLICT DO UPDATE SET votes = votes + 1;
END;
CREATE TRIGGER verdict_taken AFTER DELETE ON verdicts WHEN old.is_match = 1 BEGIN
    UPDATE votes SET votes = votes - 1 WHERE person_id = old.person_id
        AND (model_id, cluster_id) IN (SELECT model_id, cluster_id FROM clustering WHERE face_id = old.face_id);
    DELETE FROM votes WHERE votes = 0 AND person_id = old.person_id;
END;
CREATE TRIGGER verdict_turned AFTER UPDATE OF is_match ON verdicts WHEN old.is_match <> new.is_match BEGIN
    INSERT INTO votes SELECT model_id, cluster_id, new.person_id, new.is_match - old.is_match
        FROM clustering WHERE face_id = new.face_id
    ON CONFLICT DO UPDATE SET votes = votes + excluded.votes;
    DELETE FROM votes WHERE votes = 0 AND person_id = new.person_id;
END;
CREATE TRIGGER member_gained AFTER INSERT ON clustering BEGIN
    INSERT INTO votes SELECT new.model_id, new.cluster_id, person_id, 1
        FROM verdicts WHERE face_id = new.face_id AND is_match = 1
    ON CONFLICT DO UPDATE SET votes = votes + 1;
END;
CREATE TRIGGER member_lost AFTER DELETE ON clustering BEGIN
    UPDATE votes SET votes = votes - 1 WHERE model_id = old.model_id AND cluster_id = old.cluster_id
        AND person_id IN (SELECT person_id FROM verdicts WHERE face_id = old.face_id AND is_match = 1);
    DELETE FROM votes WHERE model_id = old.model_id AND cluster_id = old.cluster_id AND votes = 0;
END;
CREATE TRIGGER member_moved AFTER UPDATE OF cluster_id ON clustering WHEN old.cluster_id <> new.cluster_id BEGIN
    UPDATE votes SET votes = votes - 1 WHERE model_id = old.model_id AND cluster_id = old.cluster_id
        AND person_id IN (SELECT person_id FROM verdicts WHERE face_id = old.face_id AND is_match = 1);
    DELETE FROM votes WHERE model_id = old.model_id AND cluster_id = old.cluster_id AND votes = 0;
    INSERT INTO votes SELECT new.model_id, new.cluster_id, person_id, 1
        FROM verdicts WHERE face_id = new.face_id AND is_match = 1
    ON CONFLICT DO UPDATE SET votes = votes + 1;
END;

CREATE VIEW active_groups AS
SELECT face_id, cluster_id FROM clustering
WHERE model_id = (SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'model');

-- Faces whose photo is visible and that were found at the last look, with the person to whom their group belongs:
-- whom most of the group's verdicts name.
CREATE VIEW owned_faces AS
SELECT f.id AS face_id, f.photo_id AS photo_id, c.cluster_id AS cluster_id,
       (SELECT v.person_id FROM votes v WHERE v.model_id = c.model_id AND v.cluster_id = c.cluster_id
        ORDER BY v.votes DESC, v.person_id LIMIT 1) AS owner
FROM faces f
JOIN photos p ON p.id = f.photo_id AND p.places > 0
LEFT JOIN clustering c ON c.face_id = f.id
    AND c.model_id = (SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'model')
WHERE f.missing = 0;

-- Whose face is this: the user's word, else the person to whom its group belongs, else the nameless group.
-- A face that the user rejected for the group's owner is on its own until the next grouping.
CREATE VIEW face_identity AS
SELECT f.face_id AS face_id,
       f.photo_id AS photo_id,
       COALESCE(yes.person_id, CASE WHEN never.face_id IS NULL THEN f.owner END) AS person_id,
       CASE WHEN yes.person_id IS NOT NULL OR never.face_id IS NULL THEN f.cluster_id END AS cluster_id,
       CASE WHEN yes.source IN ('face', 'import') THEN 'confirmed'
            WHEN yes.person_id IS NOT NULL OR (f.owner IS NOT NULL AND never.face_id IS NULL) THEN 'guessed'
            ELSE 'unnamed' END AS how
FROM owned_faces f
LEFT JOIN verdicts yes ON yes.face_id = f.face_id AND yes.is_match = 1
LEFT JOIN verdicts never ON never.face_id = f.face_id AND never.person_id = f.owner AND never.is_match = 0;
