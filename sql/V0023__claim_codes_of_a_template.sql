-- A follow without a scene asks for the newest open code of a channel, and a template that a code names can't be removed.
-- Without this index both read every code of the merchant, its members' invitations among them.
ALTER TABLE claim_code
  ADD KEY by_template (merchant_id, template_id, channel, status, id);
