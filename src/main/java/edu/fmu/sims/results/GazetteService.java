package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentName;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gazette of a term. Whether a course is passed is what the scheme says that its result was
 * published by. Four statements, whatever the number of results.
 */
public final class GazetteService {
  private static final int MOST_RESULTS = 20_000;
  private static final String PEOPLE =
      "select " + StudentName.COLUMNS + " from student st where st.id = any (?)";
  private static final String SECTIONS =
      "select "
          + SectionName.COLUMNS
          + ", "
          + SectionProgressView.TEACHER
          + " from section s join term t on t.id = s.term_id join course c on c.id = s.course_id"
          + " left join app_user u on u.id = s.teacher_id where s.id = any (?)"
          + " order by c.code, s.id";

  private final Transactions transactions;
  private final AttemptRepository attempts;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's time zone, in which the days of grace of an incomplete end
   */
  public GazetteService(Transactions transactions, Clock clock, ZoneId zone) {
    this.transactions = transactions;
    this.attempts = new AttemptRepository(transactions, zone);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The gazette as it stands.
   *
   * @throws Problem 400 for an unknown term or program, and when there are too many results
   */
  Gazette of(TermChoice choice) {
    return transactions.call(
        () -> {
          TermChoice.requireAtMost(MOST_RESULTS, choice.size(transactions).results(), "results");
          Map<Long, List<Attempt>> taken = attempts.in(choice);
          Map<Long, StudentName> people = people(keys(taken));
          Map<Long, List<Gazette.Line>> lines = lines(taken, people);
          return new Gazette(choice.term(), choice.program(), sections(lines));
        });
  }

  private static long[] keys(Map<Long, ?> map) {
    return map.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  private Map<Long, StudentName> people(long[] ids) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(PEOPLE)) {
            select.setObject(1, ids);
            try (ResultSet rows = select.executeQuery()) {
              Map<Long, StudentName> people = new HashMap<>();
              while (rows.next()) {
                StudentName person = StudentName.of(rows);
                people.put(person.id(), person);
              }
              return people;
            }
          }
        });
  }

  /** By section, in order of the registration numbers. */
  private Map<Long, List<Gazette.Line>> lines(
      Map<Long, List<Attempt>> taken, Map<Long, StudentName> people) {
    LocalDate on = LocalDate.ofInstant(clock.instant(), zone);
    Map<Long, List<Gazette.Line>> lines = new HashMap<>();
    taken.forEach(
        (student, those) -> {
          StudentName person = people.getOrDefault(student, new StudentName(student, "", ""));
          for (Attempt attempt : those) {
            Long section = attempt.section();
            if (section != null) {
              lines
                  .computeIfAbsent(section, id -> new ArrayList<>())
                  .add(line(person, Outcome.of(attempt, on)));
            }
          }
        });
    lines.values().forEach(those -> those.sort(Comparator.comparing(Gazette.Line::regNo)));
    return lines;
  }

  private static Gazette.Line line(StudentName person, Outcome outcome) {
    Attempt attempt = outcome.attempt();
    return new Gazette.Line(
        person.id(),
        person.regNo(),
        person.name(),
        attempt.grade(),
        outcome.points(),
        attempt.credits(),
        attempt.state(),
        outcome.isPassed() ? "passed" : outcome.isFailed() ? "failed" : "undecided");
  }

  private List<Gazette.Section> sections(Map<Long, List<Gazette.Line>> lines) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SECTIONS)) {
            select.setObject(1, keys(lines));
            try (ResultSet rows = select.executeQuery()) {
              List<Gazette.Section> sections = new ArrayList<>();
              while (rows.next()) {
                SectionName section = SectionName.of(rows);
                List<Gazette.Line> those = lines.getOrDefault(section.id(), List.of());
                sections.add(
                    new Gazette.Section(
                        section,
                        rows.getString("teacher"),
                        count(those, "passed"),
                        count(those, "failed"),
                        count(those, "undecided"),
                        those));
              }
              return sections;
            }
          }
        });
  }

  private static int count(List<Gazette.Line> lines, String outcome) {
    return (int) lines.stream().filter(line -> line.outcome().equals(outcome)).count();
  }
}
