-- A folder that was given another place (a disk under another letter, a library on another computer) takes its files
-- along, so that nothing has to be read again. Undo is the same the other way round. A path in bytes, and one that is
-- known already, stays behind: the next scan finds the file by its content.

CREATE TRIGGER folder_moved AFTER UPDATE OF path ON folders
WHEN old.path <> new.path AND typeof(old.path) = 'text' AND typeof(new.path) = 'text' BEGIN
    UPDATE OR IGNORE files
    SET path = rtrim(new.path, '/\') || CASE
        WHEN instr(old.path, '\') > 0 AND instr(new.path, '/') > 0
            THEN replace(substr(path, length(rtrim(old.path, '/\')) + 1), '\', '/')
        WHEN instr(old.path, '/') > 0 AND instr(new.path, '\') > 0
            THEN replace(substr(path, length(rtrim(old.path, '/\')) + 1), '/', '\')
        ELSE substr(path, length(rtrim(old.path, '/\')) + 1) END
    WHERE folder_id = new.id AND typeof(path) = 'text'
        AND substr(path, 1, length(rtrim(old.path, '/\'))) = rtrim(old.path, '/\');
END;
