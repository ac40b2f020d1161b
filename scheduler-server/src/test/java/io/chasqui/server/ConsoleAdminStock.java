package io.chasqui.server;

import java.util.UUID;

/** What pages of workers, alerts and people have to show. */
final class ConsoleAdminStock {

  /** Whom the worker sends to. */
  static final String PROVIDER = "smtp:relay.example:587";

  /** Of the alert that is over. */
  static final UUID OVER = UUID.fromString("019ab2c4-5f00-7c3e-9f4a-2b6d1e8a7c05");

  private ConsoleAdminStock() {}

  /** One that gives signs of life for longer than a test takes. */
  static void worker(ChasquiServer server) {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO worker (id, name, seen_at, steady_since, version, hands, ahead_millis)
            VALUES (gen_random_uuid(), 'email-worker@host-1:4711', now() + interval '1 hour',
              now() - interval '1 day', '1.2.3', 16, -1200)
            """)
        .update();
  }

  static void alertThatIsOver(ChasquiServer server) {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO alert (id, kind, subject, detail, raised_at, resolved_at, told, told_at)
            VALUES (:id, 'NO_WORKER', 'email', 'oldest due delivery waits for 70 s',
              now() - interval '2 hours', now() - interval '1 hour', 'RESOLVED', now())
            """)
        .param("id", OVER)
        .update();
  }

  /**
   * @return the number of its row
   */
  static long jobThatWasSetAside(ChasquiServer server) {
    return server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO job_quarantine (job_id, job_signature, job_state, job_as_json, reason)
            VALUES ('a-job', 'com.example.Others.run()', 'ENQUEUED', '{}',
              'no worker knows its method')
            RETURNING id
            """)
        .query(Long.class)
        .single();
  }

  /** As a worker writes one that its provider has asked for. */
  static void pauseByProvider(ChasquiServer server, String length) {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO channel_pause (channel_key, paused_until, reason)
            VALUES (:provider, now() + CAST(:length AS interval), 'AUTHENTICATION_FAILED')
            """)
        .param("provider", PROVIDER)
        .param("length", length)
        .update();
  }
}
