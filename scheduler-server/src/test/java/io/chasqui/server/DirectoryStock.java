package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;

/** Somebody in the directory, and why they are not written to, for pages to show. */
final class DirectoryStock {

  static final String NAME = "Ana Canaria";
  static final String EMAIL = "ana.canaria@example.com";
  static final String PHONE = "+51987654321";
  static final String ATTRIBUTE = "Street-of-a-canary";

  /** What no page of a viewer shows, and no address, log or entry of the audit has. */
  static final String[] CANARIES = {"Canaria", EMAIL, PHONE, "987654321", ATTRIBUTE};

  private final ChasquiServer server;
  private final UUID recipient = UUID.randomUUID();
  private String suppression = "";

  private DirectoryStock(ChasquiServer server) {
    this.server = server;
  }

  static DirectoryStock in(ChasquiServer server) {
    DirectoryStock stock = new DirectoryStock(server);
    stock.addRecipient();
    stock.addDelivery();
    stock.suppression =
        stock.suppress("{\"channel\": \"SMS\", \"address\": \"%s\"}".formatted(PHONE));
    stock.suppress(
        "{\"recipientId\": \"%s\", \"category\": \"offers\"}".formatted(stock.recipient));
    return stock;
  }

  UUID recipient() {
    return recipient;
  }

  /** The address of their page. */
  String page() {
    return "/console/recipients/" + recipient;
  }

  /** The address of the page of the suppression of their phone. */
  String suppression() {
    return "/console/suppressions/" + suppression;
  }

  private void addRecipient() {
    String body =
        """
        {"id": "%s", "externalId": "customer-4711", "name": "%s", "email": "%s", "phone": "%s",
         "locale": "es", "timeZone": "America/Lima", "tags": ["vip", "beta"],
         "attributes": {"street": "%s"}}
        """
            .formatted(recipient, NAME, EMAIL, PHONE, ATTRIBUTE);
    assertThat(server.post("/api/recipients", body).statusCode()).isEqualTo(201);
  }

  private void addDelivery() {
    String body =
        """
        {"correlationId": "to-the-directory", "recipientId": "%s", "delay": "PT1H"}
        """
            .formatted(recipient);
    assertThat(server.post("/api/schedule-email", body).statusCode()).isEqualTo(200);
  }

  private String suppress(String body) {
    HttpResponse<String> made = server.post("/api/suppressions", body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return made.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }
}
