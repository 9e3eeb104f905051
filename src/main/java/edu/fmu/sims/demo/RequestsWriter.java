package edu.fmu.sims.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Writes the requests that students made in the last weeks, in every state. */
final class RequestsWriter {
  private static final List<String> TYPES = List.of("transcript", "bonafide", "noc", "other");
  private static final List<String> STATES =
      List.of("pending", "approved", "rejected", "completed");

  private final Connection connection;
  private final ZoneId zone;
  private final LocalDate today;

  RequestsWriter(Connection connection, ZoneId zone, LocalDate today) {
    this.connection = connection;
    this.zone = zone;
    this.today = today;
  }

  void write(List<DemoStudent> students, long[] ids, Random random) throws SQLException {
    try (CopyRows rows =
        new CopyRows(
            connection,
            "student_request (student_id, type, status, notes, created_at, updated_at, processed_by)")) {
      for (DemoStudent student : students) {
        long id = ids[student.index()];
        if (student.index() == 0) {
          for (int i = 0; i < TYPES.size(); i++) {
            add(rows, id, TYPES.get(i), STATES.get(i), 5 + 9 * i);
          }
        } else if (student.index() % 6 == 1) {
          String type = TYPES.get(random.nextInt(TYPES.size()));
          add(
              rows,
              id,
              type,
              STATES.get(student.index() / 6 % STATES.size()),
              3 + random.nextInt(50));
        }
      }
    }
  }

  private void add(CopyRows rows, long student, String type, String status, int daysAgo)
      throws SQLException {
    boolean open = status.equals("pending");
    LocalDate day = today.minusDays(daysAgo);
    OffsetDateTime created = at(day, 10);
    rows.add(
        student,
        type,
        status,
        notes(type),
        created,
        open ? created : at(day.plusDays(2), 14),
        open ? "" : "registrar");
  }

  private static String notes(String type) {
    return switch (type) {
      case "transcript" -> "For a house job application.";
      case "bonafide" -> "For a bank account.";
      case "noc" -> "For an elective at another hospital.";
      default -> "Correction of the father's name in the record.";
    };
  }

  private OffsetDateTime at(LocalDate day, int hour) {
    return day.atTime(LocalTime.of(hour, 0)).atZone(zone).toOffsetDateTime();
  }
}
