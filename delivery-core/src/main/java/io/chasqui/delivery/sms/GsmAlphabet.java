package io.chasqui.delivery.sms;

/** The default alphabet of GSM 03.38 (3GPP TS 23.038) and its extension table. */
final class GsmAlphabet {

  /** In the order of the standard; between Ξ and Æ stands the escape, which is no character. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
          + " !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Each behind an escape. */
  private static final String EXTENSION = "^{}\\[~]|€";

  private GsmAlphabet() {}

  static boolean has(int codePoint) {
    return BASIC.indexOf(codePoint) >= 0 || EXTENSION.indexOf(codePoint) >= 0;
  }

  /** How many a character of it takes. */
  static int septets(int codePoint) {
    return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 1;
  }
}
