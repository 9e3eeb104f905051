package edu.fmu.sims.attendance;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When attendance may be written (rule 2). Nobody writes of the future. Faculty writes of the
 * institution's present day only, also for new records: the role table grants "CRUD own, the same
 * day". Registrar and Admin write new records of any past day, as when paper lists come in late; a
 * record that stands is changed or deleted after its day by them alone, with a reason.
 */
final class DayRule {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private final Clock clock;
  private final ZoneId zone;

  DayRule(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(zone));
  }

  /**
   * Whether records of that day may be made by the caller.
   *
   * @throws Problem 400 on {@code date} for a day to come, 403 for a past day and Faculty
   */
  void checkNew(Caller caller, LocalDate day) {
    LocalDate today = today();
    if (day.isAfter(today)) {
      throw Problem.field("date", "The date lies in the future; today is " + today + ".");
    }
    if (day.isBefore(EARLIEST)) {
      throw Problem.field("date", "The date lies before " + EARLIEST + ".");
    }
    if (day.isBefore(today) && caller.is(Role.FACULTY)) {
      throw Problem.on(
          ProblemType.FORBIDDEN,
          "date",
          "Attendance is taken on the day itself, and today is "
              + today
              + ". Ask the registrar to add "
              + day
              + ".");
    }
  }

  /**
   * Whether a record of that day may be changed or deleted by the caller.
   *
   * @param reason what the caller gives as the reason; "" for none
   * @throws Problem 403
   */
  void checkStanding(Caller caller, LocalDate day, String reason) {
    if (!day.isBefore(today())) {
      return;
    }
    if (caller.is(Role.FACULTY)) {
      throw new Problem(
          ProblemType.IMMUTABLE,
          "The day of this record is over. Ask the registrar to correct it.");
    }
    if (reason.isBlank()) {
      throw Problem.on(
          ProblemType.IMMUTABLE,
          "reason",
          "The day of this record is over: give the reason for the correction.");
    }
  }
}
