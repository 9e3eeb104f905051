package edu.fmu.sims.results;

import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merit lists of a term: the students with a published or frozen result in it, ranked by their
 * CGPA, which is that of their record as it stands, or by their average of the term. The figures
 * come from the arithmetic of the record, so that a list and a transcript of the same day agree.
 * Three statements, whatever the number of students.
 */
public final class MeritService {
  private static final int MOST_STUDENTS = 5_000;
  private static final String STUDENTS =
      """
      select st.id, st.reg_no, st.name, p.name as program
        from student st join program p on p.id = st.program_id
       where (p.name = ? or ? = '')
         and exists (select 1 from result r join section s on s.id = r.section_id
                       join term t on t.id = s.term_id
                      where r.student_id = st.id and t.name = ?
                        and r.state in ('published', 'frozen'))""";

  private final Transactions transactions;
  private final AttemptRepository attempts;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's time zone, in which the days of grace of an incomplete end
   */
  public MeritService(Transactions transactions, Clock clock, ZoneId zone) {
    this.transactions = transactions;
    this.attempts = new AttemptRepository(transactions, zone);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The list, as a whole.
   *
   * @param by {@code cgpa} or {@code term_gpa}
   * @throws Problem 400 for an unknown term, program or figure, and when there are too many
   *     students for one list
   */
  Page<MeritRow> list(TermChoice choice, String by) {
    Function<MeritRow, @Nullable BigDecimal> figure =
        switch (by) {
          case "cgpa" -> MeritRow::cgpa;
          case "term_gpa" -> MeritRow::termGpa;
          default ->
              throw Problem.on(
                  ProblemType.MALFORMED_PARAMETER, "by", "Must be one of cgpa, term_gpa.");
        };
    return transactions.call(
        () -> {
          TermChoice.requireAtMost(
              MOST_STUDENTS, choice.size(transactions).students(), "students to rank");
          List<StudentSummary> people = people(choice);
          Map<Long, List<Attempt>> taken =
              attempts.of(people.stream().mapToLong(StudentSummary::id).toArray());
          LocalDate on = LocalDate.ofInstant(clock.instant(), zone);
          List<MeritRow> rows =
              MeritRow.ranked(
                  people.stream()
                      .map(
                          person ->
                              row(
                                  person,
                                  choice.term(),
                                  taken.getOrDefault(person.id(), List.of()),
                                  on)),
                  figure);
          return new Page<>((long) rows.size(), null, null, null, rows, MeritRow.class);
        });
  }

  private List<StudentSummary> people(TermChoice choice) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(STUDENTS)) {
            select.setString(1, choice.program());
            select.setString(2, choice.program());
            select.setString(3, choice.term());
            try (ResultSet rows = select.executeQuery()) {
              List<StudentSummary> people = new ArrayList<>();
              while (rows.next()) {
                people.add(
                    new StudentSummary(
                        rows.getLong("id"),
                        rows.getString("reg_no"),
                        rows.getString("name"),
                        "",
                        rows.getString("program"),
                        ""));
              }
              return people;
            }
          }
        });
  }

  private static MeritRow row(
      StudentSummary person, String term, List<Attempt> taken, LocalDate on) {
    AcademicRecord record = new Arithmetic(taken, on, false, Map.of()).record(person);
    TermRecord then =
        record.terms().stream().filter(one -> one.term().equals(term)).findFirst().orElse(null);
    List<Outcome> outcomes =
        taken.stream()
            .filter(attempt -> attempt.term().equals(term))
            .map(attempt -> Outcome.of(attempt, on))
            .toList();
    int failed = (int) outcomes.stream().filter(Outcome::isFailed).count();
    int passed = (int) outcomes.stream().filter(Outcome::isPassed).count();
    return new MeritRow(
        0,
        person.id(),
        person.regNo(),
        person.name(),
        person.program(),
        record.cgpa(),
        then == null ? null : then.gpa(),
        record.credits(),
        then == null ? 0 : then.credits(),
        failed,
        outcomes.size() - failed - passed);
  }
}
