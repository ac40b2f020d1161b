package io.chasqui.quickstart;

/** What is where, and what to try first. */
final class Welcome {

  private Welcome() {}

  static String text(Quickstart quickstart, QuickstartSettings settings) {
    String server = quickstart.serverUri().toString();
    return """

    Chasqui is running.

      HTTP API and its documentation  %1$s/docs/
      JobRunr dashboard               %2$s  (user %11$s, password %12$s)
      Inbox of the mail server        %3$s
      Stand-in for Telegram           %4$s
      PostgreSQL                      %5$s  (user %6$s, password %7$s)
      Reports                         %8$s

    The API asks for a key. This one schedules, reads and manages; the file api-key below has it too:

      %13$s

    The report "%9$s" is in storage. A request that names no time is sent after 10 s here
    (1 minute in production). Try:

      curl -X PUT -H 'Authorization: Bearer %13$s' -H 'Content-Type: application/pdf' --data-binary @report.pdf %1$s/api/reports/report-1

      curl -H 'Authorization: Bearer %13$s' -H 'Content-Type: application/json' -d '{"correlationId":"%9$s","toEmail":"ana@example.com","subject":"Your report","message":"Hello Ana, here it is.","delay":"PT5S"}' %1$s/api/schedule-email

      curl -H 'Authorization: Bearer %13$s' -H 'Content-Type: application/json' -d '{"correlationId":"%9$s","platform":"telegram","chatId":"1001","message":"Hello, here it is.","delay":"PT5S"}' %1$s/api/schedule-messaging

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
            quickstart.apiKey());
  }
}
