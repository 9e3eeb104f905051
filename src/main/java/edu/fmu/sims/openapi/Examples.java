package edu.fmu.sims.openapi;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Values as the institution has them, by the name of the field. */
final class Examples {
  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("id", 17),
          Map.entry("reg_no", "2026-MBBS-014"),
          Map.entry("name", "Ayesha Khan"),
          Map.entry("program", "MBBS"),
          Map.entry("code", "ANA-101"),
          Map.entry("title", "Gross Anatomy"),
          Map.entry("credits", 3),
          Map.entry("term", "Fall 2026"),
          Map.entry("capacity", 30),
          Map.entry("weight", 25),
          Map.entry("score", new BigDecimal("87.5")),
          Map.entry("max_score", 100),
          Map.entry("final_grade", "B+"),
          Map.entry("new_grade", "A"),
          Map.entry("reason", "The second examiner's marks were left out."),
          Map.entry("username", "registrar"),
          Map.entry("identifier", "registrar"),
          Map.entry("email", "ayesha@fmu.example"),
          Map.entry("student_id", 17),
          Map.entry("section_id", 5),
          Map.entry("result_id", 40),
          Map.entry("change_id", 3),
          Map.entry("section", 5),
          Map.entry("student", 17));

  private Examples() {}

  static Optional<Object> of(String field) {
    return Optional.ofNullable(VALUES.get(field));
  }
}
