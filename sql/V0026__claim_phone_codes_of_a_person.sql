-- Whoever is erased takes the phone codes along that their claims took, and these are looked up by the person.
ALTER TABLE used_phone_code
  ADD KEY by_identity (merchant_id, identity_id);
