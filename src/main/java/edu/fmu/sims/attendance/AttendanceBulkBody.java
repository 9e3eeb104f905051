package edu.fmu.sims.attendance;

import edu.fmu.sims.web.RowList;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The attendance of a section on one day; the rows stand under {@code records}.
 *
 * @param reason why a past day is corrected, for all rows without a reason of their own
 */
@RowList(field = "records", of = AttendanceBulkBody.Row.class)
public record AttendanceBulkBody(
    @NotNull Long section, @NotNull LocalDate date, @Size(max = 1000) String reason) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public AttendanceBulkBody(
      @Nullable Long section, @Nullable LocalDate date, @Nullable String reason) {
    this.section = section;
    this.date = date;
    this.reason = reason == null ? "" : reason;
  }

  /**
   * One student's row.
   *
   * @param expected the status that the client believes to stand, "" for none; null writes whatever
   *     stands
   */
  public record Row(
      @NotNull Long student,
      @NotNull AttendanceStatus status,
      @Size(max = 1000) String reason,
      @Nullable @Size(max = 16) String expected) {

    @SuppressWarnings("NullAway") // required fields stay null until validation names them
    public Row(
        @Nullable Long student,
        @Nullable AttendanceStatus status,
        @Nullable String reason,
        @Nullable String expected) {
      this.student = student;
      this.status = status;
      this.reason = reason == null ? "" : reason;
      this.expected = expected;
    }

    /** Whether somebody else has written another status than the client knew and wants. */
    boolean conflictsWith(String standing) {
      return expected != null && !expected.equals(standing) && !status.label().equals(standing);
    }
  }
}
