-- What was refused is on record as well, with the code of the refusal.
ALTER TABLE audit
  ADD COLUMN refused_as VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'code of the refusal; null: it was done',
  ADD COLUMN path VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a refused try: method and route';
