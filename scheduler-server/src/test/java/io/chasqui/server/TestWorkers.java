package io.chasqui.server;

import io.chasqui.testing.TestDatabase;
import java.util.UUID;

/** Workers as the database knows them, without their processes. */
final class TestWorkers {

  private TestWorkers() {}

  /** One that lives, for longer than a test takes. */
  static void alive(TestDatabase database, String name) {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO jobrunr_backgroundjobservers (
              id, name, workerpoolsize, pollintervalinseconds, firstheartbeat, lastheartbeat,
              running, systemtotalmemory, systemfreememory, systemcpuload, processmaxmemory,
              processfreememory, processallocatedmemory, processcpuload)
            VALUES (
              :id, :name, 1, 5, now() AT TIME ZONE 'UTC',
              now() AT TIME ZONE 'UTC' + interval '25 seconds',
              1, 1, 1, 0, 1, 1, 1, 0)
            """)
        .param("id", UUID.randomUUID().toString())
        .param("name", name)
        .update();
  }

  /** The worker and what it last told of its channel's peer. */
  static void email(TestDatabase database, String name, String breaker, int failures) {
    alive(database, name);
    database
        .jdbc()
        .sql(
            """
            INSERT INTO channel_health VALUES (
              :name, 'smtp:mail.example.com:587', 'EMAIL', 'EMAIL', :breaker, :failures,
              CASE WHEN :failures > 0 THEN 'SEND_FAILED' END, now(),
              now() + interval '1 hour')
            """)
        .param("name", name)
        .param("breaker", breaker)
        .param("failures", failures)
        .update();
  }
}
