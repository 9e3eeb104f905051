package edu.fmu.sims.academics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.LongNode;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A section as clients read one.
 *
 * @param course the course's id
 * @param term the term's name
 * @param teacher the teacher's user id
 */
public record SectionView(
    long id,
    long course,
    CourseView courseDetail,
    String term,
    @Nullable Long teacher,
    String teacherName,
    int capacity,
    @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS =
      "s.id, t.name as term, s.teacher_id, s.teacher_name, s.capacity, s.version, "
          + CourseView.COLUMNS;

  static SectionView of(ResultSet row) throws SQLException {
    CourseView course = CourseView.of(row);
    return new SectionView(
        row.getLong("id"),
        course.id(),
        course,
        row.getString("term"),
        Rows.longOrNull(row, "teacher_id"),
        row.getString("teacher_name"),
        row.getInt("capacity"),
        row.getInt("version"));
  }

  SectionBody body() {
    return new SectionBody(
        course, term, teacher == null ? null : LongNode.valueOf(teacher), teacherName, capacity);
  }
}
