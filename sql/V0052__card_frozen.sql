-- Why a card is frozen: lost, or its member said that it was not them.
ALTER TABLE member_card
  ADD COLUMN frozen_reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL AFTER status;
