-- Until when the merchant's licence is good: afterwards members spend what they have, and nothing more is taken in.
ALTER TABLE merchant
  ADD COLUMN licence_expires_on DATE NULL COMMENT 'its last day in the zone of the merchant; null: not said' AFTER licence_number;
