package io.chasqui.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the tables of a database hold at a time, brought back later. The tables are those that
 * PostgreSQL knows of: a new one needs no entry anywhere.
 */
final class RememberedRows {

  /** Most tables are empty: those are not copied. */
  private static final String REMEMBER =
      """
      DO $$
      DECLARE
        one record;
        is_used boolean;
      BEGIN
        CREATE SCHEMA remembered;
        FOR one IN %s LOOP
          EXECUTE format('SELECT EXISTS (SELECT FROM public.%%I)', one.relname) INTO is_used;
          IF is_used THEN
            EXECUTE format('CREATE TABLE remembered.%%1$I AS TABLE public.%%1$I', one.relname);
          END IF;
        END LOOP;
      END $$
      """;

  /**
   * As a replica does it: no trigger tells of it, and the order of the tables does not matter. Not
   * by TRUNCATE, which would wait for all who read, and they for it.
   */
  private static final String BRING_BACK =
      """
      DO $$
      DECLARE
        one record;
      BEGIN
        SET LOCAL session_replication_role = replica;
        SET LOCAL lock_timeout = '20s';
        FOR one IN %s LOOP
          EXECUTE format('DELETE FROM public.%%I', one.relname);
          IF to_regclass(format('remembered.%%I', one.relname)) IS NOT NULL THEN
            EXECUTE format('INSERT INTO public.%%1$I OVERRIDING SYSTEM VALUE TABLE remembered.%%1$I', one.relname);
          END IF;
        END LOOP;
      END $$
      """;

  private static final String TABLES =
      """
      (SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname)
      """;

  private final JdbcClient jdbc;

  /**
   * @param jdbc of a superuser
   */
  RememberedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void remember() {
    jdbc.sql(REMEMBER.formatted(TABLES)).update();
  }

  void bringBack() {
    jdbc.sql(BRING_BACK.formatted(TABLES)).update();
  }
}
