-- owner: template
-- What is said when an event happens. Only a draft changes; what was submitted once stays as it is for good, so
-- that what was approved is what goes out.
CREATE TABLE template (
  id           uuid        PRIMARY KEY,
  event        text        NOT NULL CHECK (event ~ '^[A-Za-z][A-Za-z0-9._-]{0,99}$'),
  channel      text        NOT NULL CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  locale       text        NOT NULL CHECK (length(locale) BETWEEN 1 AND 35),
  version      integer     NOT NULL CHECK (version > 0),
  status       text        NOT NULL DEFAULT 'DRAFT'
    CHECK (status IN ('DRAFT', 'SUBMITTED', 'REJECTED', 'APPROVED', 'ACTIVE', 'RETIRED')),
  subject      text        CHECK (octet_length(subject) <= 65536),
  text         text        CHECK (octet_length(text) <= 65536),
  html         text        CHECK (octet_length(html) <= 65536),
  -- JSON, as it was written
  push         json        CHECK (octet_length(push::text) <= 131072),
  webhook      json        CHECK (octet_length(webhook::text) <= 131072),
  -- values that it is tried with
  sample       json        CHECK (octet_length(sample::text) <= 65536),
  -- of subject, text, html, push and webhook
  sha256       text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at   timestamptz NOT NULL,
  changed_at   timestamptz NOT NULL,
  -- names of keys and logins: who made or edited it, in the order of their first time
  authors      text[]      NOT NULL CHECK (cardinality(authors) > 0),
  submitted_by text,
  submitted_at timestamptz,
  -- who approved or rejected it
  decided_by   text,
  decided_at   timestamptz,
  activated_at timestamptz,
  retired_at   timestamptz,
  UNIQUE (event, channel, locale, version)
);

-- At each instant at most one.
CREATE UNIQUE INDEX template_active ON template (event, channel, locale) WHERE status = 'ACTIVE';
-- A list is newest first.
CREATE INDEX template_by_status ON template (status, id DESC);
CREATE INDEX template_by_event ON template (event, id DESC);

CREATE FUNCTION keep_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'templates are kept' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.event, NEW.channel, NEW.locale, NEW.version, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.event, OLD.channel, OLD.locale, OLD.version, OLD.created_at) THEN
    RAISE EXCEPTION 'which template a row is never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status <> 'DRAFT'
    AND (NEW.subject, NEW.text, NEW.html, NEW.push::text, NEW.webhook::text, NEW.sample::text, NEW.sha256,
      NEW.authors, NEW.submitted_by, NEW.submitted_at)
    IS DISTINCT FROM (OLD.subject, OLD.text, OLD.html, OLD.push::text, OLD.webhook::text, OLD.sample::text, OLD.sha256,
      OLD.authors, OLD.submitted_by, OLD.submitted_at) THEN
    RAISE EXCEPTION 'only a draft changes, and this one is %', OLD.status USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('DRAFT', 'SUBMITTED'), ('SUBMITTED', 'APPROVED'), ('SUBMITTED', 'REJECTED'), ('APPROVED', 'ACTIVE'),
    ('APPROVED', 'RETIRED'), ('ACTIVE', 'RETIRED'), ('RETIRED', 'ACTIVE')) THEN
    RAISE EXCEPTION 'a template does not go from % to %', OLD.status, NEW.status
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER templates_are_kept BEFORE UPDATE OR DELETE ON template
  FOR EACH ROW EXECUTE FUNCTION keep_template();
CREATE TRIGGER all_templates_are_kept BEFORE TRUNCATE ON template
  FOR EACH STATEMENT EXECUTE FUNCTION keep_template();
