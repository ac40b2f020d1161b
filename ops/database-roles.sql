-- The roles of Chasqui's database. For a superuser that is connected to it:
--
--   psql --dbname=chasqui --file=ops/database-roles.sql
--
-- Run it before the first start, and again after each upgrade: what the reader may see is granted
-- column by column, and a table must be there for that. It can run any number of times and while
-- Chasqui runs. Passwords are not set here, see docs/deployment.md, "Database roles".

DO $$
BEGIN
  IF to_regrole('chasqui') IS NULL THEN
    CREATE ROLE chasqui LOGIN;
  END IF;
  IF to_regrole('chasqui_reader') IS NULL THEN
    CREATE ROLE chasqui_reader NOLOGIN;
  END IF;
END $$;

-- The applications: owner of the database and of all that is in it, and nothing beyond.
ALTER ROLE chasqui LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Reports and statistics: a group. Persons and tools get a role each that is a member of it.
ALTER ROLE chasqui_reader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

DO $$
DECLARE
  relation regclass;
  routine  regprocedure;
BEGIN
  EXECUTE format('ALTER DATABASE %I OWNER TO chasqui', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, chasqui_reader', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO chasqui_reader', current_database());
  -- Tables of an installation whose applications had another role. Sequences go with their tables.
  FOR relation IN
    SELECT oid FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p', 'v')
      AND relowner <> 'chasqui'::regrole
  LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO chasqui', relation);
  END LOOP;
  FOR routine IN
    SELECT oid FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proowner <> 'chasqui'::regrole
  LOOP
    EXECUTE format('ALTER ROUTINE %s OWNER TO chasqui', routine);
  END LOOP;
END $$;

-- Who can write to the table of jobs decides what the workers do: nobody but the applications.
ALTER SCHEMA public OWNER TO chasqui;
REVOKE ALL ON SCHEMA public FROM PUBLIC, chasqui_reader;
GRANT USAGE ON SCHEMA public TO chasqui_reader;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, chasqui_reader;

-- What counts and times need, and nothing that says who was written to or what: no recipient, customer,
-- subject, message or file name, none of the peers' own words. Other tables stay closed altogether.
DO $$
BEGIN
  IF to_regclass('public.delivery') IS NOT NULL THEN
    GRANT SELECT (id, correlation_id, channel, status, recipient_kind, on_unknown, scheduled_time,
        due_at, expires_at, created_at, completed_at, attempt, failed_attempts, failure_code)
      ON public.delivery TO chasqui_reader;
  END IF;
  IF to_regclass('public.delivery_attempt') IS NOT NULL THEN
    GRANT SELECT (delivery_id, number, worker, started_at, ended_at, outcome, code)
      ON public.delivery_attempt TO chasqui_reader;
  END IF;
  IF to_regclass('public.delivery_statistics') IS NOT NULL THEN
    GRANT SELECT ON public.delivery_statistics TO chasqui_reader;
  END IF;
  IF to_regclass('public.report') IS NOT NULL THEN
    GRANT SELECT (correlation_id, size_bytes, stored_at) ON public.report TO chasqui_reader;
  END IF;
END $$;
