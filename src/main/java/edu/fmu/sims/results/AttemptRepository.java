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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a record is made of in one statement, as it stands or as it stood. */
final class AttemptRepository {
  private static final String PRESENT =
      """
      select id as result_id, section_id, final_grade, state from result
       where student_id = ? and state in ('published', 'frozen')""";

  /** The last thing known of each result at that time, unless it was a draft or deleted then. */
  private static final String PAST =
      """
      select * from (
        select distinct on (result_id) result_id, section_id, final_grade, state, deleted
          from result_history where student_id = ? and at <= ?
         order by result_id, id desc) h
       where state in ('published', 'frozen') and not deleted""";

  /** The text of a version is sent once, with the first of its rows. */
  private static final String ATTEMPTS =
      """
      select 1 as part, t.start_date, t.id as term_id, t.name as term, c.id as course, c.code,
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
      select 0, null, 0, 'Transfer credits', c.id, c.code, c.title || ' (' || x.institution || ')',
             x.credits, null, 'TC', 'transfer', null, null, null, null, null, null, null, null,
             null, x.institution || case x.grade when '' then '' else ' with ' || x.grade end
        from transfer_credit x join course c on c.id = x.course_id
       where x.student_id = ? and %s
       order by part, start_date nulls last, term_id, code, section""";

  private static final String TRANSFERRED = "x.withdrawn_at is null";
  private static final String TRANSFERRED_THEN =
      "x.recorded_at <= ? and (x.withdrawn_at is null or x.withdrawn_at > ?)";

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
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  at == null
                      ? ATTEMPTS.formatted(PRESENT, TRANSFERRED)
                      : ATTEMPTS.formatted(PAST, TRANSFERRED_THEN))) {
            int next = bind(select, 1, student, at);
            next = bind(select, next, student, at);
            if (at != null) {
              select.setObject(next, at.atOffset(ZoneOffset.UTC));
            }
            try (ResultSet rows = select.executeQuery()) {
              return attempts(rows);
            }
          }
        });
  }

  private static int bind(PreparedStatement select, int first, long student, @Nullable Instant at)
      throws SQLException {
    select.setLong(first, student);
    if (at == null) {
      return first + 1;
    }
    select.setObject(first + 1, at.atOffset(ZoneOffset.UTC));
    return first + 2;
  }

  private List<Attempt> attempts(ResultSet rows) throws SQLException {
    Map<Long, KeptScheme> kept = new HashMap<>();
    List<Function<Map<Long, KeptScheme>, Attempt>> read = new ArrayList<>();
    while (rows.next()) {
      String grades = rows.getString("grades");
      if (grades != null) {
        KeptScheme scheme = scheme(rows, grades);
        kept.put(scheme.id(), scheme);
      }
      read.add(attempt(rows));
    }
    return read.stream().map(attempt -> attempt.apply(kept)).toList();
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
