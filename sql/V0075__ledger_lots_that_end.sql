-- Points whose time is over are found by it.
ALTER TABLE lot
  ADD KEY by_end (is_open, expires_at);
