-- The largest that one card paid in within a time, without looking through what others paid in.
ALTER TABLE topup ADD KEY by_card (merchant_id, card_id, id);
