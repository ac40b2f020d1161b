-- owner: status
-- Where a provider stands among several that its channel chooses from: 0 is preferred. Null: it stands alone, or a worker of an
-- earlier version tells. Added without reading or rewriting a row.
ALTER TABLE channel_health ADD COLUMN place smallint CHECK (place >= 0);
