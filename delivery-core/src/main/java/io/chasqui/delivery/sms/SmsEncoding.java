package io.chasqui.delivery.sms;

/** How the characters of an SMS are written, and how many go into one. */
public enum SmsEncoding {
  /** The alphabet of GSM 03.38 with its extension table, 7 bits each. */
  GSM_7("GSM-7", 160, 153),
  /** UTF-16 units, 16 bits each. */
  UCS_2("UCS-2", 70, 67);

  private final String word;
  private final int unitsAlone;
  private final int unitsOfPart;

  SmsEncoding(String word, int unitsAlone, int unitsOfPart) {
    this.word = word;
    this.unitsAlone = unitsAlone;
    this.unitsOfPart = unitsOfPart;
  }

  /** As callers read it: {@code GSM-7}. */
  public String word() {
    return word;
  }

  /** Of a text that is one message. */
  int unitsAlone() {
    return unitsAlone;
  }

  /** Of each part of a text that takes several. */
  int unitsOfPart() {
    return unitsOfPart;
  }
}
