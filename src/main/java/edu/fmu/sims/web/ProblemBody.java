package edu.fmu.sims.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** Answers with the problem where no resource is at work: filters, error pages, the container. */
  public static void write(HttpServletResponse response, Problem problem, String requestId)
      throws IOException {
    response.setStatus(problem.type().status());
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    Json.MAPPER.writeValue(response.getOutputStream(), of(problem, requestId));
  }
}
