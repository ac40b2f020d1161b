-- owner: suppression
-- What holds for a category besides being mandatory. The table has a handful of rows.
ALTER TABLE category
  ADD COLUMN ignores_quiet_hours boolean NOT NULL DEFAULT false,
  -- how many messages somebody gets of it: so many in so many seconds; null: any number
  ADD COLUMN cap_max             integer CHECK (cap_max BETWEEN 1 AND 1000000),
  ADD COLUMN cap_seconds         integer CHECK (cap_seconds BETWEEN 60 AND 2678400),
  -- empty: all
  ADD COLUMN cap_channels        text[]  NOT NULL DEFAULT '{}'
    CHECK (cap_channels <@ ARRAY ['EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK']),
  ADD COLUMN cap_policy          text    CHECK (cap_policy IN ('HOLD', 'NEXT', 'DROP')),
  ADD COLUMN built_in            boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT category_cap CHECK (
    num_nonnulls(cap_max, cap_seconds, cap_policy) IN (0, 3));

UPDATE category SET built_in = true, ignores_quiet_hours = (name = 'security')
WHERE name IN ('general', 'security');
