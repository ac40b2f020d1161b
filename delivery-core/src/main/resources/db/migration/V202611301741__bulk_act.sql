-- owner: delivery
-- Acts on all deliveries that a filter selects, done step by step (docs/adr/0034).

CREATE TABLE bulk_act (
  id                      uuid        PRIMARY KEY,
  act                     text        NOT NULL CHECK (act IN ('CANCEL', 'RETRY', 'CONFIRM', 'RESCHEDULE')),
  -- of one that gives them another time
  scheduled_time          timestamptz,
  -- as JSON; null: it named a recipient and was erased
  filter                  text        CHECK (length(filter) <= 8000),
  names_recipient         boolean     NOT NULL,
  -- that the filter names; null: several
  channel                 text        CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  -- the newest delivery that it is about: those that came later are left alone
  until_id                uuid        NOT NULL,
  also_may_have_arrived   boolean     NOT NULL,
  -- deliveries a second, at most; null: as fast as it goes
  per_second              integer     CHECK (per_second >= 1),
  reason                  text        CHECK (length(reason) <= 500),
  state                   text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'STOPPED', 'DONE')),
  -- what the filter selected at the beginning, and how many of these the act could take
  total                   integer     NOT NULL CHECK (total >= 0),
  wanted                  integer     NOT NULL CHECK (wanted BETWEEN 1 AND total),
  done                    integer     NOT NULL DEFAULT 0 CHECK (done >= 0),
  refused                 integer     NOT NULL DEFAULT 0 CHECK (refused >= 0),
  -- the oldest delivery that was come to; null: none yet
  cursor_id               uuid,
  -- how often the next one was in somebody's hands
  looks                   integer     NOT NULL DEFAULT 0,
  -- who asked for it, as in audit_entry
  actor_kind              text        NOT NULL,
  actor                   text,
  key_id                  text,
  address                 text,
  via                     text        NOT NULL,
  request_id              text,
  created_at              timestamptz NOT NULL DEFAULT now(),
  begins_at               timestamptz NOT NULL,
  started_at              timestamptz,
  ended_at                timestamptz,
  stopped_by              text,
  CHECK ((state IN ('STOPPED', 'DONE')) = (ended_at IS NOT NULL)),
  CHECK (filter IS NOT NULL OR names_recipient AND ended_at IS NOT NULL),
  CHECK ((act = 'RESCHEDULE') = (scheduled_time IS NOT NULL))
);

CREATE INDEX bulk_act_open ON bulk_act (state) WHERE state IN ('WAITING', 'RUNNING');

-- What is next of each, apart from it: whoever stops one does not wait for its step.
CREATE TABLE bulk_step (
  bulk_act_id uuid        PRIMARY KEY REFERENCES bulk_act ON DELETE CASCADE,
  step        bigint      NOT NULL,
  due_at      timestamptz,
  failures    integer     NOT NULL DEFAULT 0
);

CREATE INDEX bulk_step_due ON bulk_step (due_at) WHERE due_at IS NOT NULL;

-- Deliveries that the filter selected and the act could not take; without a key onto them, as a month of
-- deliveries is dropped as a whole.
CREATE TABLE bulk_refusal (
  bulk_act_id uuid NOT NULL REFERENCES bulk_act ON DELETE CASCADE,
  delivery_id uuid NOT NULL,
  -- its state, or a code
  reason      text NOT NULL CHECK (reason ~ '^[A-Z][A-Z_]{0,31}$'),
  PRIMARY KEY (bulk_act_id, delivery_id)
);
