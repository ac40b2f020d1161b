package io.chasqui.delivery.address;

import static io.chasqui.delivery.address.AddressFault.PHONE_EXTENSION;
import static io.chasqui.delivery.address.AddressFault.PHONE_IMPOSSIBLE;
import static io.chasqui.delivery.address.AddressFault.PHONE_MALFORMED;
import static io.chasqui.delivery.address.AddressFault.PHONE_NOT_INTERNATIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

  private final PhoneNumbers numbers = new PhoneNumbers(new PhoneSettings(null));

  @ParameterizedTest
  @CsvSource({
    "+44 (0)20 7946 0958, +442079460958",
    "+4402079460958, +442079460958",
    "+49 (0) 30 123456, +4930123456",
    "+49 30/123456, +4930123456",
    "(+44) 20 7946 0958, +442079460958",
    "0044 20 7946 0958, +442079460958",
    "00 44 20 7946 0958, +442079460958",
    "(0044) 20 7946 0958, +442079460958",
    "+39 06 1234 5678, +390612345678",
    "+7 (999) 123-45-67, +79991234567",
    "+7.999.123.45.67, +79991234567",
    "+7\u00A0999\u202F123\u201145\u201367, +79991234567",
    "\u202A+79991234567\u202C, +79991234567",
    "＋７９９９１２３４５６７, +79991234567",
    "+٧٩٩٩١٢٣٤٥٦٧, +79991234567",
    "tel:+1-201-555-0123, +12015550123",
    "TEL:+1-201-555-0123, +12015550123",
    "+52 1 55 1234 5678, +525512345678",
    "+54 9 11 2345-6789, +5491123456789",
    "+888 0123 4567, +88801234567"
  })
  void isTheNumberItStandsFor(String written, String e164) {
    assertThat(numbers.read(written).found()).contains(new PhoneNumber(e164));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(415) 555-2671",
        "415-555-2671",
        "987 654 321",
        "8 (912) 345-67-89",
        "79991234567",
        "020 7946 0958",
        "tel:7042",
        "011 44 20 7946 0958",
        "000 44 20 7946 0958"
      })
  void isNotGuessedInWhichCountryItIs(String written) {
    assertThat(numbers.read(written).fault()).isEqualTo(PHONE_NOT_INTERNATIONAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 201 555 0123;ext=5",
        "tel:+1-201-555-0123;ext=5",
        "+1 201 555 0123 x5",
        "+1 201 555 0123x5",
        "+1 201 555 0123 ext. 5",
        "+1 201 555 0123 EXT 5",
        "+1 201 555 0123 #12",
        "+7 495 123 45 67 доб. 5",
        "(415) 555-2671 x5"
      })
  void cannotHaveAnExtension(String written) {
    assertThat(numbers.read(written).fault()).isEqualTo(PHONE_EXTENSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "home",
        "+1 800 FLOWERS",
        "+44+20 7946 0958",
        "++44 20 7946 0958",
        "+44~20",
        "+44 20 7946 0958 or +44 20 7946 0959",
        "+7999123\r\n4567",
        "tel:+1-201-555-0123;phone-context=+1",
        "12'; DROP TABLE",
        "+44_20_7946_0958"
      })
  void isNoNumber(String written) {
    assertThat(numbers.read(written).fault()).isEqualTo(PHONE_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+0123456789",
        "+0044 20 7946 0958",
        "+999 123 456 78",
        "+1 415 555",
        "+1 415 555 267 100",
        "+49 123456789012345678"
      })
  void cannotBe(String written) {
    assertThat(numbers.read(written).fault()).isEqualTo(PHONE_IMPOSSIBLE);
  }

  @Test
  void isTakenThoughNobodyHasItYet() {
    assertThat(numbers.read("+1 999 999 9999").isGood()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "RU, 8 (912) 345-67-89, +79123456789",
    "us, (415) 555-2671, +14155552671",
    "' PE ', 987 654 321, +51987654321",
    "GB, 020 7946 0958, +442079460958",
    "GB, +1 415 555 2671, +14155552671",
    "GB, 001 415 555 2671, +14155552671",
    "PE, tel:987654321, +51987654321"
  })
  void isOfTheDefaultRegionWhereThereIsOne(String region, String written, String e164) {
    PhoneNumbers regional = new PhoneNumbers(new PhoneSettings(region));

    assertThat(regional.read(written).found()).contains(new PhoneNumber(e164));
  }

  @Test
  void aLocalNumberWithoutItsAreaIsNone() {
    PhoneNumbers american = new PhoneNumbers(new PhoneSettings("US"));

    assertThat(american.read("555-2671").fault()).isEqualTo(PHONE_IMPOSSIBLE);
  }

  @ParameterizedTest
  @CsvSource({
    "79991234567, +79991234567",
    "+79991234567, +79991234567",
    "+7 999 123-45-67, +79991234567",
    "88801234567, +88801234567",
    "99912345678, +99912345678",
    "5215512345678, +525512345678",
    "390612345678, +390612345678"
  })
  void isInternationalWhereItsSourceVouchesForIt(String written, String e164) {
    PhoneNumbers regional = new PhoneNumbers(new PhoneSettings("US"));

    assertThat(regional.readVouchedFor(written)).contains(new PhoneNumber(e164));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12'; DROP TABLE", "0123456789", "1", "1234567890123456"})
  void isNoneWhateverItsSource(String written) {
    assertThat(numbers.readVouchedFor(written)).isEmpty();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {" ", "DE", "de"})
  void theDefaultRegionIsACountryOrNone(String region) {
    assertThat(new PhoneSettings(region).defaultRegion()).isIn(null, "DE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEU", "49", "UK", "Germany", "ZZ", "001"})
  void anythingElseStopsTheStart(String region) {
    assertThatThrownBy(() -> new PhoneSettings(region))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("chasqui.phone.default-region ");
  }

  @Test
  void isKnownByTheFormItsCountryGaveUpToo() {
    assertThat(new PhoneNumber("+525512345678").forms())
        .containsExactly("+525512345678", "+5215512345678");
    assertThat(new PhoneNumber("+442079460958").forms()).containsExactly("+442079460958");
  }

  @Test
  void isLookedForInAllFormsInWhichItMayBeStored() {
    assertThat(numbers.storedForms("+44 (0)20 7946 0958"))
        .containsExactly("+442079460958", "+4402079460958");
    assertThat(numbers.storedForms("+525512345678"))
        .containsExactly("+525512345678", "+5215512345678");
    assertThat(numbers.storedForms("+52 1 55 1234 5679"))
        .containsExactly("+525512345679", "+5215512345679");
    assertThat(numbers.storedForms("ana@example.com")).containsExactly("ana@example.com");
  }
}
