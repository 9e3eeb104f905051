package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeScheme;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what records are made of in one statement: one as it stands or as it stood, those of many
 * students, or what many took in one term.
 */
final class AttemptRepository {
  private static final String PRESENT =
      """
      select id as result_id, section_id, final_grade, state from result
       where student_id = any (?) and state in ('published', 'frozen')""";

  private static final String IN_TERM =
      "select r.id as result_id, r.section_id, r.final_grade, r.state " + TermChoice.RESULTS;

  /** The last thing known of each result at that time, unless it was a draft or deleted then. */
  private static final String PAST =
      """
      select * from (
        select distinct on (result_id) result_id, section_id, final_grade, state, deleted
          from result_history where student_id = any (?) and at <= ?
         order by result_id, id desc) h
       where state in ('published', 'frozen') and not deleted""";

  /** The text of a version is sent once, with the first of its rows. */
  private static final String ATTEMPTS =
      """
      select 1 as part, kept.student_id as student, t.start_date, t.id as term_id, t.name as term, c.id as course, c.code,
             c.title, c.credits, s.id as section,
             r.final_grade, r.state, kept.published_at,
             coalesce(t.end_date, t.start_date) as term_day,
             v.id as version_id, v.scheme_id, v.version, v.name, v.effective_from,
             case when first_of_version then v.grades end as grades,
             case when first_of_version then v.rules end as rules, '' as institution
        from (select x.*, row_number() over (partition by y.scheme_version_id) = 1
                     as first_of_version
                from (%s) x join result y on y.id = x.result_id) r
        join result kept on kept.id = r.result_id
        join grade_scheme_version v on v.id = kept.scheme_version_id
        join section s on s.id = r.section_id
        join term t on t.id = s.term_id
        join course c on c.id = s.course_id
      union all
      select 0, x.student_id, null, 0, 'Transfer credits', c.id, c.code, c.title || ' (' || x.institution || ')',
             x.credits, null, 'TC', 'transfer', null, null, null, null, null, null, null, null,
             null, x.institution || case x.grade when '' then '' else ' with ' || x.grade end
        from transfer_credit x join course c on c.id = x.course_id
       where %s
       order by part, start_date nulls last, term_id, code, section""";

  private static final String TRANSFERRED = "x.student_id = any (?) and x.withdrawn_at is null";
  private static final String TRANSFERRED_THEN =
      "x.student_id = any (?) and x.recorded_at <= ? and (x.withdrawn_at is null or x.withdrawn_at > ?)";

  private final Transactions transactions;
  private final ZoneId zone;

  AttemptRepository(Transactions transactions, ZoneId zone) {
    this.transactions = transactions;
    this.zone = zone;
  }

  /**
   * The published and frozen results of a student, oldest term first.
   *
   * @param at null for now
   */
  List<Attempt> of(long student, @Nullable Instant at) {
    long[] one = {student};
    if (at == null) {
      return read(ATTEMPTS.formatted(PRESENT, TRANSFERRED), one, one)
          .getOrDefault(student, List.of());
    }
    OffsetDateTime then = at.atOffset(ZoneOffset.UTC);
    return read(ATTEMPTS.formatted(PAST, TRANSFERRED_THEN), one, then, one, then, then)
        .getOrDefault(student, List.of());
  }

  /** The published and frozen results of these students as they stand, oldest term first. */
  Map<Long, List<Attempt>> of(long[] students) {
    return read(ATTEMPTS.formatted(PRESENT, TRANSFERRED), students, students);
  }

  /** What was taken in that term and is published or frozen, by student. */
  Map<Long, List<Attempt>> in(TermChoice choice) {
    return read(
        ATTEMPTS.formatted(IN_TERM, "false"), choice.term(), choice.program(), choice.program());
  }

  private Map<Long, List<Attempt>> read(String sql, Object... parameters) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
              return attempts(rows);
            }
          }
        });
  }

  private record Read(long student, Function<Map<Long, KeptScheme>, Attempt> attempt) {}

  private Map<Long, List<Attempt>> attempts(ResultSet rows) throws SQLException {
    Map<Long, KeptScheme> kept = new HashMap<>();
    List<Read> read = new ArrayList<>();
    while (rows.next()) {
      String grades = rows.getString("grades");
      if (grades != null) {
        KeptScheme scheme = scheme(rows, grades);
        kept.put(scheme.id(), scheme);
      }
      read.add(new Read(rows.getLong("student"), attempt(rows)));
    }
    Map<Long, List<Attempt>> attempts = new LinkedHashMap<>();
    for (Read one : read) {
      attempts
          .computeIfAbsent(one.student(), student -> new ArrayList<>())
          .add(one.attempt().apply(kept));
    }
    return attempts;
  }

  private static KeptScheme scheme(ResultSet row, String grades) throws SQLException {
    return new KeptScheme(
        row.getLong("version_id"),
        Rows.longOrNull(row, "scheme_id"),
        row.getInt("version"),
        Rows.date(row, "effective_from"),
        new GradeScheme(
            row.getString("name"),
            GradeScheme.rowsOf(grades),
            GradeRules.of(row.getString("rules"))));
  }

  private Function<Map<Long, KeptScheme>, Attempt> attempt(ResultSet row) throws SQLException {
    String term = row.getString("term");
    long course = row.getLong("course");
    String institution = row.getString("institution");
    String code = row.getString("code");
    String title = row.getString("title");
    int credits = row.getInt("credits");
    String grade = row.getString("final_grade");
    String state = row.getString("state");
    Long section = Rows.longOrNull(row, "section");
    if (section == null) {
      return kept ->
          new Attempt(
              term, course, null, code, title, credits, grade, state, null, null, institution);
    }
    LocalDate due =
        Objects.requireNonNullElseGet(
            Rows.dateOrNull(row, "term_day"), published(Rows.instant(row, "published_at")));
    long version = row.getLong("version_id");
    return kept ->
        new Attempt(
            term, course, section, code, title, credits, grade, state, due, kept.get(version), "");
  }

  private Supplier<LocalDate> published(Instant at) {
    return () -> LocalDate.ofInstant(at, zone);
  }
}
