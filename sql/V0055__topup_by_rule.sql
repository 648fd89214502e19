-- Which top-ups were made by a rule is read from its newest on.
ALTER TABLE topup
  ADD KEY by_rule (merchant_id, rule_id, id);
