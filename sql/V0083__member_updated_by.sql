-- Whose edit of a member it was, for whoever saves another one of the version before.
ALTER TABLE member
  ADD COLUMN updated_by BIGINT NULL COMMENT 'the operator who changed it last; null: the member or the house';
