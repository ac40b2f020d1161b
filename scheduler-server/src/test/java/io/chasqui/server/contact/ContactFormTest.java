package io.chasqui.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.server.intake.IdempotencyKey;
import org.junit.jupiter.api.Test;

class ContactFormTest {

  @Test
  void keepsTheDigestsOfFormsThatAreStored() {
    IdempotencyKey key = new IdempotencyKey("k-4").inGroup("contact");
    ContactForm form =
        new ContactForm(key, "Ana", EmailAddress.of("ana@example.com"), "¿Hacen envíos?", false);

    assertThat(key.sha256With(form.identity()))
        .isEqualTo("81f7568c60c7e2631a8edc9b39dbda9807d765dfc1772f36677738f3c2dcce82");
  }
}
