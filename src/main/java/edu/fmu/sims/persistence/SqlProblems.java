package edu.fmu.sims.persistence;

import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a refusal of the database means to a client. Constraints are named so that the field can be
 * read from the name: {@code uq_<table>_<field>}, {@code fk_<table>_<field>}, {@code
 * ck_<table>_<field>}; a {@code rule_…} has its sentence here.
 */
public final class SqlProblems {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Pattern REFERRING_TABLE =
      Pattern.compile("referenced from table \"([a-z_]+)\"");
  private static final Set<String> PASSING = Set.of("40001", "40P01");

  private record Rule(ProblemType type, String field, String message) {}

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry(
              "rule_enrollment_term_open",
              new Rule(
                  ProblemType.VALIDATION, "term", "The term is closed; nobody enrolls in it now.")),
          Map.entry(
              "rule_enrollment_capacity",
              new Rule(ProblemType.VALIDATION, "section", "The section is full.")),
          Map.entry(
              "rule_section_capacity",
              new Rule(
                  ProblemType.CONFLICT,
                  "capacity",
                  "More students are enrolled than that. Drop some first.")),
          Map.entry(
              "rule_assessment_weight_sum",
              new Rule(
                  ProblemType.VALIDATION,
                  "weight",
                  "The weights of a section may not exceed 100 together.")),
          Map.entry(
              "rule_result_frozen",
              new Rule(ProblemType.IMMUTABLE, "state", "This result is frozen and never changes.")),
          Map.entry(
              "rule_result_published",
              new Rule(
                  ProblemType.IMMUTABLE,
                  "state",
                  "This result is published. Use a change-request to correct it.")),
          Map.entry(
              "rule_result_graded",
              new Rule(
                  ProblemType.VALIDATION,
                  "final_grade",
                  "A result without a grade is not published. Give one first.")),
          Map.entry(
              "rule_result_change_two_people",
              new Rule(
                  ProblemType.CONFLICT,
                  "approved_by",
                  "Another person than the requester must approve the change.")),
          Map.entry(
              "rule_result_change_resolved",
              new Rule(ProblemType.RULE, "change_id", "This change request is already resolved.")),
          Map.entry(
              "rule_student_request_transition",
              new Rule(ProblemType.RULE, "status", "A request does not take that step.")),
          Map.entry(
              "rule_document_issued",
              new Rule(ProblemType.IMMUTABLE, "id", "An issued document does not change.")),
          Map.entry(
              "rule_document_revoked",
              new Rule(ProblemType.CONFLICT, "id", "This document is revoked already.")),
          Map.entry(
              "rule_student_hold_released",
              new Rule(ProblemType.CONFLICT, "id", "This hold is released already.")),
          Map.entry(
              "uq_attendance_day",
              new Rule(
                  ProblemType.DUPLICATE,
                  "date",
                  "The student has a record of that day in this section already.")),
          Map.entry(
              "uq_enrollment_student_section",
              new Rule(
                  ProblemType.DUPLICATE,
                  "student",
                  "The student has an enrollment in this section already.")),
          Map.entry(
              "uq_result_student_section",
              new Rule(
                  ProblemType.DUPLICATE,
                  "student",
                  "The student has a result in this section already. Change that one.")),
          Map.entry(
              "uq_assessment_score_assessment_student",
              new Rule(
                  ProblemType.DUPLICATE,
                  "student",
                  "The student has a score in this assessment already.")),
          Map.entry(
              "rule_transfer_credit_kept",
              new Rule(
                  ProblemType.IMMUTABLE,
                  "id",
                  "A transfer credit stays as recorded. Withdraw it and record another.")),
          Map.entry(
              "rule_grade_scheme_used",
              new Rule(
                  ProblemType.CONFLICT,
                  "effective_from",
                  "Published results were graded by this scheme, so it stays as it is. Make a new"
                      + " one with a later effective_from; active alone can be set to false.")),
          Map.entry(
              "uq_transfer_credit_course",
              new Rule(
                  ProblemType.DUPLICATE,
                  "course",
                  "The student has a transfer credit for this course already.")),
          Map.entry(
              "uq_grade_scheme_effective",
              new Rule(
                  ProblemType.DUPLICATE,
                  "effective_from",
                  "Another scheme of this program takes effect on that day already.")),
          Map.entry(
              "fk_attendance_enrollment",
              new Rule(
                  ProblemType.VALIDATION,
                  "student",
                  "The student is not enrolled in the section.")));

  /** Tables that people know by another name. */
  private static final Map<String, String> NAMES =
      Map.of(
          "app_user", "user",
          "student_request", "request",
          "student_hold", "hold",
          "result_change", "change request");

  private SqlProblems() {}

  /** Whether the same work, done again, may succeed. */
  static boolean isPassing(Throwable e) {
    PSQLException refusal = refusal(e);
    return refusal != null && PASSING.contains(String.valueOf(refusal.getSQLState()));
  }

  /** The problem that stands for the failure, or the failure itself when it is a defect of ours. */
  public static RuntimeException translate(Throwable e) {
    if (e instanceof Problem problem) {
      return problem;
    }
    if (find(e, StaleObjectStateException.class) != null
        || find(e, StaleStateException.class) != null) {
      return new Problem(ProblemType.CONFLICT);
    }
    if (find(e, SQLTransientConnectionException.class) != null) {
      return unavailable();
    }
    PSQLException refusal = refusal(e);
    if (refusal != null) {
      RuntimeException problem = meaning(refusal);
      if (problem != null) {
        return problem;
      }
    }
    return e instanceof RuntimeException r ? r : new IllegalStateException("database failure", e);
  }

  private static @Nullable RuntimeException meaning(PSQLException refusal) {
    String state = String.valueOf(refusal.getSQLState());
    ServerErrorMessage server = refusal.getServerErrorMessage();
    String constraint = server == null ? "" : String.valueOf(server.getConstraint());
    if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
      return unavailable();
    }
    if (PASSING.contains(state) || state.equals("57014") || state.equals("55P03")) {
      return Problem.later(ProblemType.UNAVAILABLE, Duration.ofSeconds(1));
    }
    Rule rule = RULES.get(constraint);
    if (rule != null && !isStillReferenced(server)) {
      return Problem.on(rule.type(), rule.field(), rule.message());
    }
    return switch (state) {
      case "23505" ->
          Problem.on(
              ProblemType.DUPLICATE,
              field(constraint, server),
              "A record with this value exists already.");
      case "23503" -> foreignKey(constraint, server);
      case "23502" ->
          Problem.field(server == null ? "" : column(server), "This field is required.");
      case "23514" ->
          Problem.field(field(constraint, server), "The value is outside what is allowed.");
      default ->
          state.startsWith("22")
              ? new Problem(ProblemType.VALIDATION, "A value cannot be stored in its field.")
              : null;
    };
  }

  private static Problem foreignKey(String constraint, @Nullable ServerErrorMessage server) {
    if (isStillReferenced(server)) {
      Matcher table =
          REFERRING_TABLE.matcher(String.valueOf(server == null ? null : server.getDetail()));
      String name = table.find() ? table.group(1) : "other";
      String what = NAMES.getOrDefault(name, name).replace('_', ' ');
      return new Problem(
          ProblemType.IN_USE,
          "It cannot be deleted: " + what + " records depend on it. Delete or change those first.");
    }
    return Problem.field(field(constraint, server), "There is no such record.");
  }

  private static boolean isStillReferenced(@Nullable ServerErrorMessage server) {
    return server != null && String.valueOf(server.getDetail()).contains("is still referenced");
  }

  private static String column(ServerErrorMessage server) {
    return server.getColumn() == null ? "" : server.getColumn();
  }

  /** The part of the constraint's name after kind and table. */
  private static String field(String constraint, @Nullable ServerErrorMessage server) {
    String table = server == null || server.getTable() == null ? "" : server.getTable();
    String rest = constraint.replaceFirst("^(uq|fk|ck)_", "");
    String field = rest.startsWith(table + "_") ? rest.substring(table.length() + 1) : rest;
    return field.isEmpty() ? "detail" : field;
  }

  private static Problem unavailable() {
    return Problem.later(ProblemType.UNAVAILABLE, RETRY_AFTER);
  }

  private static @Nullable PSQLException refusal(Throwable e) {
    return find(e, PSQLException.class);
  }

  private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
