package io.chasqui.quickstart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is where, and what to try first. */
final class Welcome {

  private Welcome() {}

  static String text(Quickstart quickstart, QuickstartSettings settings) {
    String server = quickstart.serverUri().toString();
    return """

    Chasqui is running.

      Console, for people             %1$s/console  (user %11$s, password %12$s)
      HTTP API and its documentation  %1$s/docs/
      JobRunr dashboard               %2$s  (the same user)
      Inbox of the mail server        %3$s
      Stand-in for Telegram           %4$s
      Stand-in for an SMS gateway     %16$s
      Stand-in for a push service     %18$s
      Stand-in for webhook receivers  %17$s
      Health of the workers           %15$s
      PostgreSQL                      %5$s  (user %6$s, password %7$s)
      Reports                         %8$s
      Logs of the applications        %14$s

    The API asks for a key. This one schedules, reads and manages; the file api-key has it too:

      KEY=%13$s

    The report "%9$s" is in storage. A request that names no time is sent after 10 s here
    (1 minute in production). Send it by mail, by Telegram, a text by SMS, and see what became of it:

      curl -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"correlationId":"%9$s","toEmail":"ana@example.com","subject":"Your report","message":"Hello Ana, here it is.","delay":"PT5S"}' %1$s/api/schedule-email

      curl -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"correlationId":"%9$s","platform":"telegram","chatId":"1001","message":"Hello, here it is.","delay":"PT5S"}' %1$s/api/schedule-messaging

      curl -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"correlationId":"sample-sms","platform":"sms","phoneNumber":"+34 600 123 456","message":"Hello Ana, it is ready.","delay":"PT5S"}' %1$s/api/schedule-messaging

      curl -H "Authorization: Bearer $KEY" %1$s/api/deliveries

    Ctrl-C ends everything; the data stay in %10$s.
    """
        .formatted(
            server,
            quickstart.dashboardUri(),
            quickstart.inboxUri(),
            quickstart.botApiUri(),
            quickstart.postgres().jdbcUrl(),
            quickstart.postgres().user(),
            quickstart.postgres().password(),
            quickstart.reportsFolder(),
            SampleReport.CORRELATION_ID,
            settings.dataDir(),
            DashboardLogin.NAME,
            quickstart.dashboardPassword(),
            quickstart.apiKey(),
            quickstart.logsFolder(),
            health(quickstart),
            quickstart.smsGatewayUri(),
            quickstart.webhookReceiverUri(),
            quickstart.pushServiceUri());
  }

  /** Of all of them: only the first of a kind has the port that was asked for. */
  private static String health(Quickstart quickstart) {
    return Stream.of(quickstart.emailWorkers(), quickstart.messagingWorkers())
        .flatMap(List::stream)
        .map(worker -> worker.uri().resolve("/actuator/health").toString())
        .collect(Collectors.joining(", "));
  }
}
