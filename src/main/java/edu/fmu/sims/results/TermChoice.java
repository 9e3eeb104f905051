package edu.fmu.sims.results;

import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Text;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/**
 * Of which term a list is, and of whom.
 *
 * @param term the term's name
 * @param program the program that the students are in; "" for all of them
 */
record TermChoice(String term, String program) {
  /** The results of a choice as {@code r}; takes the term and, twice, the program. */
  static final String RESULTS =
      """
       from result r join section s on s.id = r.section_id join term t on t.id = s.term_id
       join student st on st.id = r.student_id join program p on p.id = st.program_id
       where t.name = ? and (p.name = ? or ? = '') and r.state in ('published', 'frozen')""";

  private static final String SIZE =
      """
      select exists (select 1 from term where name = ?) as term_exists,
             ? = '' or exists (select 1 from program where name = ?) as program_exists,
             count(*) as results, count(distinct r.student_id) as students
      """
          + RESULTS;

  /**
   * Reads the parameters of a query.
   *
   * @throws Problem 400 on {@code term} when none is named
   */
  static TermChoice of(@Nullable String term, @Nullable String program) {
    if (term == null || term.isBlank()) {
      throw Problem.on(ProblemType.MALFORMED_PARAMETER, "term", "Name the term.");
    }
    return new TermChoice(
        name("term", term), program == null || program.isBlank() ? "" : name("program", program));
  }

  private static String name(String parameter, String raw) {
    require(parameter, Text.isStorable(raw));
    return raw.strip();
  }

  /**
   * How much there is to read.
   *
   * @param results published or frozen ones
   * @param students who hold them
   */
  record Size(long results, long students) {}

  /**
   * Looks both names up, and counts.
   *
   * @throws Problem 400 on the name that nothing has
   */
  Size size(Transactions transactions) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SIZE)) {
            select.setString(1, term);
            select.setString(2, program);
            select.setString(3, program);
            select.setString(4, term);
            select.setString(5, program);
            select.setString(6, program);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              require("term", row.getBoolean("term_exists"));
              require("program", row.getBoolean("program_exists"));
              return new Size(row.getLong("results"), row.getLong("students"));
            }
          }
        });
  }

  private static void require(String name, boolean exists) {
    if (!exists) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER, name, "There is no " + name + " of that name.");
    }
  }

  /**
   * Refuses what is too much for one answer.
   *
   * @throws Problem 400 on {@code program}
   */
  static void requireAtMost(long most, long found, String what) {
    if (found > most) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER,
          "program",
          "There are " + found + " " + what + ", and one list holds " + most + ": name a program.");
    }
  }
}
