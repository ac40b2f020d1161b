-- owner: console
-- Lists of deliveries that somebody keeps under a name. A query names no recipient.
CREATE TABLE saved_filter (
  id         uuid        PRIMARY KEY,
  -- the login of whoever keeps it
  owner      text        NOT NULL CHECK (length(owner) BETWEEN 1 AND 255),
  -- or only the owner sees it
  is_for_all boolean     NOT NULL,
  name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- of the list's address
  query      text        NOT NULL CHECK (length(query) BETWEEN 1 AND 6000),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX saved_filter_by_owner ON saved_filter (owner);
