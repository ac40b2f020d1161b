-- Who may call the API. Of a key's secret only the digest is kept: it is 256 random bits, so that
-- nothing slower than SHA-256 is needed.
CREATE TABLE api_key (
  id            text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{12}$'),
  name          text        NOT NULL CHECK (name ~ '^[A-Za-z0-9._-]{1,64}$'),
  secret_sha256 text        NOT NULL CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
  scopes        text[]      NOT NULL
    CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY ['schedule', 'read', 'manage', 'admin']),
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz CHECK (expires_at > created_at),
  last_used_at  timestamptz,
  revoked_at    timestamptz
);

-- For counting the live keys of a name.
CREATE INDEX api_key_by_name ON api_key (name) WHERE revoked_at IS NULL;

-- The server's own person, who is let in as long as none is configured. Not more than one.
CREATE TABLE first_person (
  id            boolean     PRIMARY KEY DEFAULT true CHECK (id),
  password_hash text        NOT NULL,
  -- of a password that the server has made; empty: the person has chosen the password
  expires_at    timestamptz
);

-- Token buckets of what is limited. Unlogged: after a crash all buckets are full again, and a request
-- does not wait for the disk because of them.
CREATE UNLOGGED TABLE rate_limit (
  id         text   PRIMARY KEY,
  state      bytea,
  expires_at bigint
);

CREATE INDEX rate_limit_by_expiry ON rate_limit (expires_at);
