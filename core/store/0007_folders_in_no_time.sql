-- A folder that comes or goes changes the tally of all its photos. For each of them SQLite looked through all files of the
-- folder: an hour for 100,000 photos. The plus sign keeps it from that index, and it looks through the files of the photo.

DROP TRIGGER folder_gained;
DROP TRIGGER folder_lost;
CREATE TRIGGER folder_gained AFTER INSERT ON folders BEGIN
    UPDATE photos SET places = places + (SELECT COUNT(*) FROM files WHERE photo_id = photos.id AND +folder_id = new.id)
    WHERE id IN (SELECT photo_id FROM files WHERE folder_id = new.id);
END;
CREATE TRIGGER folder_lost AFTER DELETE ON folders BEGIN
    UPDATE photos SET places = places - (SELECT COUNT(*) FROM files WHERE photo_id = photos.id AND +folder_id = old.id)
    WHERE id IN (SELECT photo_id FROM files WHERE folder_id = old.id);
END;
