package edu.fmu.sims.enrollment;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives many students a seat in one section, all or nothing, in as many statements for 200 as for
 * one. Capacity and the open term are the database's to guard, as for a single enrollment.
 */
public final class EnrollmentBulkService {
  private static final int MOST = 2000;

  /** The lock on the section comes before those on its rows, as the guard of the seats has it. */
  private static final String STANDING =
      """
      with seats as materialized (select id from section where id = ? for no key update)
      select x.student, st.id is not null as known, coalesce(e.status, '') as status,
             e.id, e.enrolled_at
        from seats cross join unnest(?::bigint[]) as x (student)
        left join student st on st.id = x.student
        left join enrollment e on e.student_id = x.student and e.section_id = seats.id""";

  private static final String ENROLL =
      """
      insert into enrollment as e (student_id, section_id, status, enrolled_at)
      select x.student, ?, 'enrolled', ? from unnest(?::bigint[]) as x (student) order by x.student
      on conflict (student_id, section_id) do update
         set status = excluded.status, enrolled_at = excluded.enrolled_at, version = e.version + 1
       where e.status = 'dropped'
      returning e.id, e.student_id""";

  private final Transactions transactions;
  private final AuditLog audit;
  private final SectionService sections;
  private final Clock clock;

  public EnrollmentBulkService(
      Transactions transactions, AuditLog audit, SectionService sections, Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.sections = sections;
    this.clock = clock;
  }

  /**
   * Whom to enroll where.
   *
   * @param students ids, each once
   */
  public record BulkBody(
      @NotNull Long section, @NotNull @NotEmpty @Size(max = MOST) List<@Nullable Long> students) {}

  /**
   * What became of it.
   *
   * @param created how many took a seat; those who had one already are left alone
   */
  public record Outcome(int created, int unchanged) {}

  /** What the log keeps of one who took a seat. */
  private record Seat(long id, long student, long section, String status, Instant enrolledAt) {}

  /**
   * Who takes a seat.
   *
   * @param former the seats that were dropped before, by student
   */
  private record Takers(List<Long> students, Map<Long, Seat> former) {}

  /**
   * Enrolls all of them.
   *
   * @throws Problem 400 with every unknown student, when the term is closed or when there are fewer
   *     seats; 404 for an unknown section
   */
  Outcome enroll(Caller caller, BulkBody body) {
    List<Long> wanted = wanted(body.students());
    return transactions.call(
        () -> {
          sections.get(caller, body.section());
          Takers takers = takers(body.section(), wanted);
          int created = takers.students().size();
          if (created > 0) {
            audit.changedAll(caller, "Enrollment", seat(body.section(), takers));
          }
          return new Outcome(created, wanted.size() - created);
        });
  }

  private static List<Long> wanted(List<@Nullable Long> students) {
    TreeSet<Long> wanted = new TreeSet<>();
    for (Long student : students) {
      if (student == null) {
        throw Problem.field("students", "Each of them must be a student's id.");
      }
      wanted.add(student);
    }
    return List.copyOf(wanted);
  }

  /** Those who hold no place in the section yet. */
  private Takers takers(long section, List<Long> students) {
    Map<Long, String> unknown = new LinkedHashMap<>();
    Takers takers = new Takers(new ArrayList<>(), new HashMap<>());
    transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setLong(1, section);
            select.setArray(2, connection.createArrayOf("bigint", students.toArray()));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                long student = rows.getLong("student");
                String status = rows.getString("status");
                if (!rows.getBoolean("known")) {
                  unknown.put(student, "There is no student " + student + ".");
                } else if (status.isEmpty()) {
                  takers.students().add(student);
                } else if (status.equals(Enrollment.DROPPED)) {
                  takers.students().add(student);
                  takers
                      .former()
                      .put(
                          student,
                          new Seat(
                              rows.getLong("id"),
                              student,
                              section,
                              status,
                              Rows.instant(rows, "enrolled_at")));
                }
              }
              return takers;
            }
          }
        });
    if (!unknown.isEmpty()) {
      throw Problem.fields(Map.of("students", List.copyOf(unknown.values())));
    }
    return takers;
  }

  private List<AuditLog.Change> seat(long section, Takers takers) {
    Instant now = clock.instant();
    return transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(ENROLL)) {
            insert.setLong(1, section);
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.setArray(3, connection.createArrayOf("bigint", takers.students().toArray()));
            try (ResultSet rows = insert.executeQuery()) {
              List<AuditLog.Change> changes = new ArrayList<>();
              while (rows.next()) {
                long id = rows.getLong(1);
                long student = rows.getLong(2);
                changes.add(
                    new AuditLog.Change(
                        id,
                        takers.former().get(student),
                        new Seat(id, student, section, Enrollment.ENROLLED, now)));
              }
              return changes;
            }
          }
        });
  }
}
