-- A member of staff whom a card names can't be removed, and whether one does is looked up without reading the members.
ALTER TABLE member_card
  ADD KEY by_issuing_staff (merchant_id, issuing_staff_id);
