package io.chasqui.quickstart;

/** What is where, and what to try first. */
final class Welcome {

  private Welcome() {}

  static String text(Quickstart quickstart, QuickstartSettings settings) {
    String server = quickstart.serverUri().toString();
    return """

    Chasqui is running.

      HTTP API and its documentation  %1$s/docs/
      JobRunr dashboard               %2$s  (user %3$s, password %4$s)
      Inbox of the mail server        %5$s
      Stand-in for Telegram           %6$s
      PostgreSQL                      %7$s  (user %8$s, password %9$s)
      Reports                         %10$s

    The report "%11$s" is in storage. A request that names no time is sent after 10 s here
    (1 minute in production). Try:

      curl -X PUT -H 'Content-Type: application/pdf' --data-binary @report.pdf %1$s/api/reports/report-1

      curl -H 'Content-Type: application/json' -d '{"correlationId":"%11$s","toEmail":"ana@example.com","subject":"Your report","message":"Hello Ana, here it is.","delay":"PT5S"}' %1$s/api/schedule-email

      curl -H 'Content-Type: application/json' -d '{"correlationId":"%11$s","platform":"telegram","chatId":"1001","message":"Hello, here it is.","delay":"PT5S"}' %1$s/api/schedule-messaging

    Ctrl-C ends everything; the data stay in %12$s.
    """
        .formatted(
            server,
            quickstart.dashboardUri(),
            Quickstart.DASHBOARD_USER,
            quickstart.dashboardPassword(),
            quickstart.inboxUri(),
            quickstart.botApiUri(),
            quickstart.postgres().jdbcUrl(),
            quickstart.postgres().user(),
            quickstart.postgres().password(),
            quickstart.reportsFolder(),
            SampleReport.CORRELATION_ID,
            settings.dataDir());
  }
}
