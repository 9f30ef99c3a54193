-- What is learned of a photo beside its faces: where its date comes from, and what it looks like from afar.

ALTER TABLE photos ADD COLUMN taken_from TEXT NOT NULL DEFAULT '';      -- exif, xmp, name, file; '' until it was looked for
ALTER TABLE photos ADD COLUMN likeness INTEGER;                         -- core.photos.likeness, as a signed number
UPDATE photos SET taken_from = 'exif' WHERE taken_at <> '';
CREATE INDEX photos_undated ON photos (id) WHERE taken_from = '';
CREATE INDEX photos_unlike ON photos (id) WHERE likeness IS NULL;
