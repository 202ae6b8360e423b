/** One table of texts: notes, and their images in the history, name a text by its id. */
export default `
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  -- sha-256 of the content: the same words stand here once
  hash TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL
) STRICT;

INSERT INTO text (hash, content)
SELECT hash, text FROM note
UNION
SELECT json_extract(before, '$.hash'), json_extract(before, '$.text') FROM edit_change
  WHERE table_name = 'note' AND before IS NOT NULL
UNION
SELECT json_extract(after, '$.hash'), json_extract(after, '$.text') FROM edit_change
  WHERE table_name = 'note' AND after IS NOT NULL;

CREATE TABLE note_with_id (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  -- as imported or pasted: never changed
  text_id INTEGER NOT NULL REFERENCES text (id),
  -- JSON: kind, speaker role, date, consent, language, file
  body TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO note_with_id (id, title, text_id, body, created_at)
SELECT note.id, title, text.id, body, created_at FROM note JOIN text ON text.hash = note.hash;
DROP TABLE note;
ALTER TABLE note_with_id RENAME TO note;
CREATE INDEX note_text ON note (text_id);

-- as an image of such a row is written
UPDATE edit_change SET before = json_object(
    'id', json_extract(before, '$.id'),
    'title', json_extract(before, '$.title'),
    'text_id', (SELECT id FROM text WHERE hash = json_extract(before, '$.hash')),
    'body', json_extract(before, '$.body'),
    'created_at', json_extract(before, '$.created_at'))
  WHERE table_name = 'note' AND before IS NOT NULL;
UPDATE edit_change SET after = json_object(
    'id', json_extract(after, '$.id'),
    'title', json_extract(after, '$.title'),
    'text_id', (SELECT id FROM text WHERE hash = json_extract(after, '$.hash')),
    'body', json_extract(after, '$.body'),
    'created_at', json_extract(after, '$.created_at'))
  WHERE table_name = 'note' AND after IS NOT NULL;
`;
