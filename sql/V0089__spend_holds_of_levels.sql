-- An order that is settled from money set aside gets the discount and the points of the level that the card had then.
ALTER TABLE hold
    ADD COLUMN level_id BIGINT NULL,
    ADD COLUMN discount_bp INT NOT NULL DEFAULT 0,
    ADD COLUMN discount_fen BIGINT NOT NULL DEFAULT 0;
