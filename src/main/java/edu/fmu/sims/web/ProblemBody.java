package edu.fmu.sims.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The one error body: RFC 9457 members, and the member {@code error} that clients of the older
 * server read.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ProblemBody(
    String type, String title, int status, String detail, String requestId, Error error) {

  /**
   * @param code the status as a number, or an {@code AUTH_…} text
   */
  public record Error(Object code, String message, Map<String, ? extends List<?>> details) {}

  /** The body for a problem met in the request of that id. */
  public static ProblemBody of(Problem problem, String requestId) {
    ProblemType type = problem.type();
    return new ProblemBody(
        "urn:sims:problem:" + type.slug(),
        type.message(),
        type.status(),
        problem.message(),
        requestId,
        new Error(type.code(), problem.message(), problem.details()));
  }
}
