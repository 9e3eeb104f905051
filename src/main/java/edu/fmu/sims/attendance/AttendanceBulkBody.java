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

  /** One student's row. */
  public record Row(
      @NotNull Long student, @NotNull AttendanceStatus status, @Size(max = 1000) String reason) {

    @SuppressWarnings("NullAway") // required fields stay null until validation names them
    public Row(@Nullable Long student, @Nullable AttendanceStatus status, @Nullable String reason) {
      this.student = student;
      this.status = status;
      this.reason = reason == null ? "" : reason;
    }
  }
}
