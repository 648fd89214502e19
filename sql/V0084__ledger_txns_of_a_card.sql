-- What one card moved of a balance that it shares, and what undid that, without looking through what the others moved.
ALTER TABLE txn
  ADD KEY by_card (merchant_id, card_id, id),
  ADD KEY by_reversed (merchant_id, reverses_id, id);
