-- owner: template
-- What holds for events of a type. An event may be of a type that is not here.
CREATE TABLE event_type (
  name           text    PRIMARY KEY CHECK (name ~ '^[A-Za-z][A-Za-z0-9._-]{0,99}$'),
  -- rises with each change: what was made by the rules before is known by it
  version        bigint  NOT NULL DEFAULT 1 CHECK (version > 0),
  category       text    NOT NULL CHECK (length(category) BETWEEN 1 AND 300),
  -- empty: those of the installation
  channels       text[]  NOT NULL CHECK (channels <@ ARRAY ['EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK']),
  strategy       text    NOT NULL CHECK (strategy IN ('FIRST', 'ALL')),
  quiet_hours    text    NOT NULL CHECK (quiet_hours IN ('HOLD', 'NEXT', 'DROP')),
  ttl_seconds    integer NOT NULL CHECK (ttl_seconds BETWEEN 60 AND 31622400),
  window_seconds integer NOT NULL CHECK (window_seconds BETWEEN 60 AND 31622400),
  idempotency    text    NOT NULL CHECK (idempotency IN ('KEY', 'EVENT_RECIPIENT')),
  variables      json    NOT NULL CHECK (json_typeof(variables) = 'object'),
  -- JSON pointers into a broker's message; null: by the usual names
  input          jsonb   CHECK (jsonb_typeof(input) = 'object'),
  default_locale text    CHECK (length(default_locale) BETWEEN 1 AND 35)
);
