-- owner: delivery
-- Who paused a provider, and what they said of it. They count where the reason is PAUSED_BY_PERSON: workers write the
-- others' pauses over it and know nothing of these columns. Added without reading or rewriting a row.
ALTER TABLE channel_pause ADD COLUMN paused_by text CHECK (length(paused_by) <= 300);
ALTER TABLE channel_pause ADD COLUMN note text CHECK (length(note) <= 200);

-- What people want to know of a worker. Null: one of an earlier version, which does not tell it.
ALTER TABLE worker ADD COLUMN version text CHECK (length(version) <= 200);
-- how many deliveries it sends at the same time at the most
ALTER TABLE worker ADD COLUMN hands integer CHECK (hands > 0);
-- by how much the clock of its machine is before the database's
ALTER TABLE worker ADD COLUMN ahead_millis bigint;
