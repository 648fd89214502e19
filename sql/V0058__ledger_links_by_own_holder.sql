-- The books are checked holder after holder, and each with the card that has left it.
ALTER TABLE card_link
  ADD KEY by_own_holder (merchant_id, own_holder_id);
