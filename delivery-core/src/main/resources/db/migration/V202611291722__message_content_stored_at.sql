-- owner: delivery
-- When a content was stored: one that no delivery names goes, but not before those that are to name it can have
-- been stored. Whoever names one that is there already locks it FOR KEY SHARE in the same transaction. Nothing has
-- written a content yet.
ALTER TABLE message_content ADD COLUMN stored_at timestamptz NOT NULL DEFAULT now();
