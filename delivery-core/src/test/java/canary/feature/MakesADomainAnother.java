package canary.feature;

import java.net.IDN;

/** Breaks: no domain is made another. */
class MakesADomainAnother {

  String ascii() {
    return IDN.toASCII("faß.de");
  }
}
