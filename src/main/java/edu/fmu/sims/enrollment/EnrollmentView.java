package edu.fmu.sims.enrollment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.students.StudentName;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * An enrollment as clients read one.
 *
 * @param term the name of the section's term
 */
public record EnrollmentView(
    long id,
    long student,
    StudentName studentDetail,
    long section,
    SectionName sectionDetail,
    String term,
    String status,
    Instant enrolledAt,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "e.id, e.student_id, e.section_id, t.name as term, e.status, e.enrolled_at, e.version, "
          + StudentName.COLUMNS
          + ", "
          + SectionName.COLUMNS;

  static EnrollmentView of(ResultSet row) throws SQLException {
    return new EnrollmentView(
        row.getLong("id"),
        row.getLong("student_id"),
        StudentName.of(row),
        row.getLong("section_id"),
        SectionName.of(row),
        row.getString("term"),
        row.getString("status"),
        Rows.instant(row, "enrolled_at"),
        row.getInt("version"));
  }

  /** The term is left out: it follows the section. */
  EnrollmentBody body() {
    return new EnrollmentBody(student, section, null, status);
  }
}
