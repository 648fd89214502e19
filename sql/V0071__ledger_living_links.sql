-- Who shares a card's balance now, in the order of their cards: whoever left is not read.
ALTER TABLE card_link
  DROP KEY by_main_card,
  ADD KEY living (merchant_id, main_card_id, ended_at, id);
