package edu.fmu.sims.students;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Whom a record is about, so that a list needs no second look. */
public record StudentName(long id, String regNo, String name) {
  /** What {@link #of} reads, of the student as {@code st}. */
  public static final String COLUMNS = "st.id as st_id, st.reg_no as st_reg_no, st.name as st_name";

  /** Reads {@link #COLUMNS}. */
  public static StudentName of(ResultSet row) throws SQLException {
    return new StudentName(
        row.getLong("st_id"), row.getString("st_reg_no"), row.getString("st_name"));
  }
}
