package edu.fmu.sims.web;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The one place where failures become answers; what is not a refusal is a defect and is logged. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  /** A disk that is full or away takes an operator. */
  private static final Duration FILES_RETRY = Duration.ofSeconds(30);

  private final Function<Throwable, RuntimeException> translate;

  /**
   * @param translate what database failures mean
   */
  public ProblemMapper(Function<Throwable, RuntimeException> translate) {
    this.translate = translate;
  }

  @Override
  public Response toResponse(Throwable failure) {
    Problem problem = problem(failure);
    Response.ResponseBuilder answer = Response.status(problem.type().status());
    if (failure instanceof NotAllowedException refused) {
      answer.header(HttpHeaders.ALLOW, refused.getResponse().getHeaderString(HttpHeaders.ALLOW));
    }
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
    }
    if (problem.type().status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return answer
        .type(new MediaType("application", "problem+json"))
        .entity(ProblemBody.of(problem, requestId()))
        .build();
  }

  private Problem problem(Throwable failure) {
    RuntimeException translated = translate.apply(failure);
    if (translated instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof WebApplicationException refused) {
      return new Problem(ProblemType.ofStatus(refused.getResponse().getStatus()));
    }
    if (failure instanceof IOException || failure instanceof ProcessingException) {
      log.info("Request {} was cut off: {}", requestId(), failure.getClass().getSimpleName());
      return new Problem(ProblemType.MALFORMED_BODY);
    }
    if (failure instanceof UncheckedIOException) {
      log.error("Request {} could not write or read a file", requestId(), failure);
      return Problem.later(ProblemType.UNAVAILABLE, FILES_RETRY);
    }
    log.error("Request {} met a defect", requestId(), failure);
    return new Problem(ProblemType.INTERNAL);
  }

  private static String requestId() {
    return Objects.requireNonNullElse(MDC.get(RequestContextFilter.REQUEST_ID_KEY), "");
  }
}
