package edu.fmu.sims.imports;

import java.util.List;

/**
 * A column that a kind of file may have.
 *
 * @param name the API's name of the field
 * @param aliases other names that people give it
 */
record Column(String name, Use use, List<String> aliases) {
  /** What a column is for. */
  enum Use {
    REQUIRED,
    OPTIONAL,
    /** Tells the section, together with the others of this use. */
    PLACE
  }

  static Column required(String name, String... aliases) {
    return new Column(name, Use.REQUIRED, List.of(aliases));
  }

  static Column optional(String name, String... aliases) {
    return new Column(name, Use.OPTIONAL, List.of(aliases));
  }

  static Column place(String name, String... aliases) {
    return new Column(name, Use.PLACE, List.of(aliases));
  }
}
