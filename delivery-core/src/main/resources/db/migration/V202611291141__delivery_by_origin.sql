-- owner: delivery
-- For lists of what a feature made, newest first, by its kind and by its id. Requests, which are most, are in
-- neither index and cost nothing; their own list is found from the newest delivery on. Built under a lock
-- against writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_origin_kind ON delivery (origin_kind, id DESC) WHERE origin_kind <> 'REQUEST';
CREATE INDEX delivery_by_origin_id ON delivery (origin_id, id DESC) WHERE origin_id IS NOT NULL;
