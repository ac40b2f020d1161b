-- owner: delivery
-- What is left of deliveries whose rows are gone: how many there were. Counted in the transaction that drops
-- them, so each delivery is either a row or counted here.
CREATE TABLE delivery_statistics (
  -- on which it was made, UTC
  day          date   NOT NULL,
  channel      text   NOT NULL,
  origin_kind  text   NOT NULL,
  -- of the message, once deliveries have categories; null: none
  category     text,
  status       text   NOT NULL,
  failure_code text,
  n            bigint NOT NULL CHECK (n > 0),
  UNIQUE NULLS NOT DISTINCT (day, channel, origin_kind, category, status, failure_code)
);
