-- owner: webhook
-- Where recipients of the directory take webhooks. A delivery names an endpoint by its id, never by its address.

CREATE TABLE webhook_endpoint (
  id                 uuid        PRIMARY KEY,
  -- in the directory; each has one at the most
  recipient_id       uuid        NOT NULL UNIQUE,
  -- may hold secrets of its own
  url                text        NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
  -- encrypted by a key that is not in the database
  secret             text        NOT NULL CHECK (secret LIKE '1.%'),
  -- signs too, until then
  old_secret         text        CHECK (old_secret LIKE '1.%'),
  old_secret_until   timestamptz,
  registered_at      timestamptz NOT NULL,
  -- attempts since it last took something, and since when
  failures           integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failing_since      timestamptz,
  disabled_at        timestamptz,
  disabled_reason    text        CHECK (disabled_reason IN ('GONE', 'FAILING')),
  -- whether its open deliveries are still to be ended, or to be brought to the lane of another host
  deliveries_pending boolean     NOT NULL DEFAULT false,
  CONSTRAINT webhook_old_secret_ends CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
  CONSTRAINT webhook_failing_since_a_time CHECK ((failures > 0) = (failing_since IS NOT NULL)),
  CONSTRAINT webhook_disabled_for_a_reason CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
);

CREATE INDEX webhook_deliveries_pending ON webhook_endpoint (id) WHERE deliveries_pending;
CREATE INDEX webhook_disabled ON webhook_endpoint (disabled_at) WHERE disabled_at IS NOT NULL;
