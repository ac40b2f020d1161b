package canary.feature;

/** Breaks: programs forget the machine's locale. */
class SpeaksAsTheMachineDoes {

  public static void main(String[] arguments) {
    System.exit(0);
  }
}
