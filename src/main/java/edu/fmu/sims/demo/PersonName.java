package edu.fmu.sims.demo;

import java.util.Locale;

/**
 * A person's name in Latin and in Urdu script.
 *
 * @param title such as "Dr."; empty for students
 */
record PersonName(String title, String first, String last, String urdu) {

  String full() {
    return first + " " + last;
  }

  String titled() {
    return title.isEmpty() ? full() : title + " " + full();
  }

  /** As the part of an address before the at sign. */
  String mailbox() {
    return (first + "." + last).toLowerCase(Locale.ROOT).replace(" ", "");
  }
}
