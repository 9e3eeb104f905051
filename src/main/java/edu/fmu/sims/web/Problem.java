package edu.fmu.sims.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way to the client. It names the field at fault and the remedy; it carries no
 * cause, for nothing of the inside may leak.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, ? extends List<?>> details;
  private final transient @Nullable Duration retryAfter;

  public Problem(ProblemType type) {
    this(type, type.message(), Map.of(), null);
  }

  public Problem(ProblemType type, String message) {
    this(type, message, Map.of(), null);
  }

  public Problem(ProblemType type, String message, Map<String, ? extends List<?>> details) {
    this(type, message, details, null);
  }

  private Problem(
      ProblemType type,
      String message,
      Map<String, ? extends List<?>> details,
      @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.type = type;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** A refusal that concerns one field. */
  public static Problem on(ProblemType type, String field, String message) {
    return new Problem(type, message, Map.of(field, List.of(message)));
  }

  /** A field that does not hold what it must: 400. */
  public static Problem field(String field, String message) {
    return on(ProblemType.VALIDATION, field, message);
  }

  /** Several fields at fault: 400 with a list of messages for each. */
  public static Problem fields(Map<String, List<String>> details) {
    Map.Entry<String, List<String>> first = details.entrySet().iterator().next();
    return new Problem(
        ProblemType.VALIDATION, first.getKey() + ": " + first.getValue().getFirst(), details);
  }

  /** The record is not there, or not there for this caller: the two look alike. */
  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, what + " not found.");
  }

  /** Try again after that time. */
  public static Problem later(ProblemType type, Duration retryAfter) {
    return new Problem(type, type.message(), Map.of(), retryAfter);
  }

  public ProblemType type() {
    return type;
  }

  public Map<String, ? extends List<?>> details() {
    return details;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Never null here, unlike a throwable's in general. */
  public String message() {
    String message = getMessage();
    return message == null ? type.message() : message;
  }
}
