package edu.fmu.sims.attendance;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of an attendance record.
 *
 * @param present taken into account only when the client gives no status
 * @param reason why; a change after the day needs one
 */
public record AttendanceBody(
    @NotNull Long section,
    @NotNull Long student,
    @NotNull LocalDate date,
    @Nullable Boolean present,
    AttendanceStatus status,
    @Size(max = 1000) String reason) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public AttendanceBody(
      @Nullable Long section,
      @Nullable Long student,
      @Nullable LocalDate date,
      @Nullable Boolean present,
      @Nullable AttendanceStatus status,
      @Nullable String reason) {
    this.section = section;
    this.student = student;
    this.date = date;
    this.present = present;
    this.status = status == null ? AttendanceStatus.of(present == null || present) : status;
    this.reason = reason == null ? "" : reason;
  }

  /** The status follows {@code present}, for a change that speaks of that alone. */
  AttendanceBody byPresence() {
    boolean wanted = present == null || present;
    return status.isPresent() == wanted
        ? this
        : new AttendanceBody(section, student, date, present, AttendanceStatus.of(wanted), reason);
  }
}
