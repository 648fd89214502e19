-- Members of staff may have a photo, which their badges show.
ALTER TABLE staff
  ADD COLUMN photo_id BIGINT NULL COMMENT 'picture; null: none' AFTER employee_number,
  ADD KEY by_photo (merchant_id, photo_id);
