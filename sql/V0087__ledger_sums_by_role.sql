ALTER TABLE book_settings
  ADD COLUMN alone_by_role VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''
    COMMENT 'sums above which a role needs a second person where it is another sum: role:fen, one a line' AFTER second_person_above_fen;
