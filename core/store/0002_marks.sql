-- Faces that the user drew or removed. `faces.missing` becomes a sum: 1 not found again at the last look, 2 removed by
-- the user, 4 the box that the user drew around it was taken back. Only a face with 0 is shown and grouped.

ALTER TABLE faces ADD COLUMN mark_id INTEGER;          -- the user's box that this face was made for
CREATE UNIQUE INDEX face_of_mark ON faces (mark_id) WHERE mark_id IS NOT NULL;

CREATE TABLE removed (                                                                  -- user: no face, or nobody's
    face_id INTEGER PRIMARY KEY REFERENCES faces (id)
);
CREATE TRIGGER face_removed AFTER INSERT ON removed BEGIN
    UPDATE faces SET missing = missing | 2 WHERE id = new.face_id;
END;
CREATE TRIGGER face_restored AFTER DELETE ON removed BEGIN
    UPDATE faces SET missing = missing & ~2 WHERE id = old.face_id;
END;
CREATE TRIGGER mark_erased AFTER DELETE ON marks BEGIN
    UPDATE faces SET missing = missing | 4 WHERE mark_id = old.id;
END;
CREATE TRIGGER mark_drawn AFTER INSERT ON marks BEGIN
    UPDATE faces SET missing = missing & ~4 WHERE mark_id = new.id;
END;

CREATE INDEX presence_of_person ON presence (person_id);
