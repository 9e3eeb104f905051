package edu.fmu.sims.access;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The roles of the institution. {@link #NONE} is a known user who holds none of them. */
public enum Role {
  ADMIN("Admin"),
  REGISTRAR("Registrar"),
  EXAM_CELL("ExamCell"),
  FACULTY("Faculty"),
  STUDENT("Student"),
  NONE("User");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** The name that clients and the database use. */
  public String label() {
    return label;
  }

  /** The role of that name; {@link #NONE} for null. */
  public static Role of(@Nullable String label) {
    return Arrays.stream(values()).filter(r -> r.label.equals(label)).findFirst().orElse(NONE);
  }
}
