package edu.fmu.sims.transcripts;

import edu.fmu.sims.web.Problem;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose transcripts are wanted: those of the students named, or of all of a program who are
 * enrolled in a term.
 *
 * @param program the program's name
 * @param term the term's name
 * @param email whether each student is mailed the own one
 */
public record BatchBody(
    @Nullable List<@Nullable Long> studentIds,
    @Nullable String program,
    @Nullable String term,
    @NotNull Boolean email) {
  /** More than any institution issues in a day. */
  static final int MOST = 20_000;

  public BatchBody(
      @Nullable List<@Nullable Long> studentIds,
      @Nullable String program,
      @Nullable String term,
      @Nullable Boolean email) {
    this.studentIds = studentIds;
    this.program = program == null ? null : program.strip();
    this.term = term == null ? null : term.strip();
    this.email = email != null && email;
  }

  /**
   * Refuses a body that says neither or both.
   *
   * @throws Problem 400
   */
  BatchBody checked() {
    boolean group = isGiven(program) || isGiven(term);
    if (studentIds == null && !group) {
      throw Problem.field("student_ids", "student_ids is required, or program and term.");
    }
    if (studentIds != null && group) {
      throw Problem.field("student_ids", "Give either student_ids, or program and term.");
    }
    if (group && !isGiven(program)) {
      throw Problem.field("program", "program is required together with term.");
    }
    if (group && !isGiven(term)) {
      throw Problem.field("term", "term is required together with program.");
    }
    if (studentIds != null) {
      checkIds(studentIds);
    }
    return this;
  }

  private static void checkIds(List<@Nullable Long> ids) {
    if (ids.isEmpty()) {
      throw Problem.field("student_ids", "Name at least one student.");
    }
    if (ids.contains(null)) {
      throw Problem.field("student_ids", "Every entry must be the id of a student.");
    }
    checkSize("student_ids", new LinkedHashSet<>(ids).size());
  }

  /** Refuses too many at once. */
  static void checkSize(String field, int students) {
    if (students > MOST) {
      throw Problem.fields(
          Map.of(
              field,
              List.of(
                  "At most "
                      + MOST
                      + " students are taken at once; these are "
                      + students
                      + ". Split them.")));
    }
  }

  private static boolean isGiven(@Nullable String name) {
    return name != null && !name.isEmpty();
  }

  /** The students named, each once; empty when they are named by program and term. */
  SequencedSet<Long> ids() {
    SequencedSet<Long> ids = new LinkedHashSet<>();
    if (studentIds != null) {
      studentIds.forEach(id -> ids.add(Objects.requireNonNull(id)));
    }
    return ids;
  }
}
