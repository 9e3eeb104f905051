package edu.fmu.sims.assessments;

import edu.fmu.sims.assessments.Marks.Assessed;
import edu.fmu.sims.assessments.Marks.Graded;
import edu.fmu.sims.assessments.Marks.Mark;
import edu.fmu.sims.persistence.Transactions;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One student's scores in many sections, in one statement. */
public final class StudentScores {
  private static final String SELECT =
      """
      select a.section_id, a.id, a.type, a.weight, sc.score, sc.max_score, sc.version,
             coalesce((select mode() within group (order by o.max_score)
                         from assessment_score o where o.assessment_id = a.id), 100) as usual_max
        from assessment a
        join section s on s.id = a.section_id
        left join assessment_score sc on sc.assessment_id = a.id and sc.student_id = ?
       where a.section_id = any(?) and (cast(? as bigint) is null or s.teacher_id = ?)
       order by a.section_id, a.id""";

  private final Transactions transactions;

  public StudentScores(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The assessments of one section, and what the student scored. */
  public static final class Scored {
    private final List<Assessed> assessments = new ArrayList<>();
    private final Map<Long, Mark> marks = new HashMap<>();

    /** What the scores earn by that scheme. */
    public FinalGrade grade(GradeScheme scheme) {
      return FinalGradeService.grade(new Graded(0, "", "", 0, marks), assessments, scheme);
    }
  }

  /**
   * By section; none for sections in which the student has no score.
   *
   * @param teacher only sections that this user teaches; null for all
   */
  public Map<Long, Scored> of(long student, Collection<Long> sections, @Nullable Long teacher) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, student);
            select.setArray(2, connection.createArrayOf("bigint", sections.toArray()));
            select.setObject(3, teacher);
            select.setObject(4, teacher);
            try (ResultSet rows = select.executeQuery()) {
              Map<Long, Scored> scored = new HashMap<>();
              while (rows.next()) {
                Scored section =
                    scored.computeIfAbsent(rows.getLong("section_id"), id -> new Scored());
                section.assessments.add(
                    new Assessed(
                        rows.getLong("id"),
                        rows.getString("type"),
                        rows.getBigDecimal("weight"),
                        rows.getBigDecimal("usual_max")));
                BigDecimal score = rows.getBigDecimal("score");
                if (score != null) {
                  section.marks.put(
                      rows.getLong("id"),
                      new Mark(score, rows.getBigDecimal("max_score"), rows.getInt("version")));
                }
              }
              scored.values().removeIf(section -> section.marks.isEmpty());
              return scored;
            }
          }
        });
  }
}
