package edu.fmu.sims.attendance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a student attended. Late counts as present; excused does not count at all. */
public enum AttendanceStatus {
  PRESENT("Present"),
  ABSENT("Absent"),
  LATE("Late"),
  EXCUSED("Excused");

  private final String label;

  AttendanceStatus(String label) {
    this.label = label;
  }

  /** The name that clients and the database use. */
  @JsonValue
  public String label() {
    return label;
  }

  /** What {@code present} says of it. */
  boolean isPresent() {
    return this == PRESENT || this == LATE;
  }

  static AttendanceStatus of(boolean present) {
    return present ? PRESENT : ABSENT;
  }

  static AttendanceStatus of(String label) {
    return Arrays.stream(values())
        .filter(status -> status.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(label));
  }
}
