package edu.fmu.sims.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.time.Clock;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a resource method may take as a parameter: with {@code @Context} the {@link Caller}, a
 * {@link ListRequest}, the {@link IfMatch} condition, an {@link AsOf} and a file as an {@link
 * Upload}, and without annotation the body as an {@link Input}.
 */
public final class RequestParameters implements ValueParamProvider {
  /** The request property that holds the {@link Caller}, set by authentication. */
  public static final String CALLER = "sims.caller";

  /** The most JSON that a body may hold, in bytes. */
  public static final int MAX_JSON = 1024 * 1024;

  private static final MediaType CSV = new MediaType("text", "csv");

  private final RecordReader reader;
  private final Clock clock;

  public RequestParameters(RecordReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public PriorityType getPriority() {
    return Priority.HIGH;
  }

  @Override
  public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
    Class<?> type = parameter.getRawType();
    if (type == Caller.class) {
      return request -> request.getProperty(CALLER);
    }
    if (type == ListRequest.class) {
      return RequestParameters::listRequest;
    }
    if (type == IfMatch.class) {
      return request -> new IfMatch(request.getHeaderString(HttpHeaders.IF_MATCH));
    }
    if (type == AsOf.class) {
      return request ->
          AsOf.parse(request.getUriInfo().getQueryParameters().getFirst("as_of")).past(clock);
    }
    if (type == Input.class) {
      Class<? extends Record> target = target(parameter);
      return request -> new Input<>(body(request), target, reader);
    }
    if (type == Upload.class) {
      return UploadReader::read;
    }
    return null;
  }

  private static ListRequest listRequest(ContainerRequest request) {
    boolean whole =
        request.getAcceptableMediaTypes().stream()
            .findFirst()
            .filter(type -> !type.isWildcardType() && type.isCompatible(CSV))
            .isPresent();
    return ListRequest.of(
        request.getRequestUri(), request.getUriInfo().getQueryParameters(), whole);
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Record> target(Parameter parameter) {
    return (Class<? extends Record>)
        ((ParameterizedType) parameter.getType()).getActualTypeArguments()[0];
  }

  /** The body as a JSON object; nothing sent counts as an empty one. */
  private static ObjectNode body(ContainerRequest request) {
    byte[] bytes = bytes(request);
    if (bytes.length == 0) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new Problem(ProblemType.MALFORMED_BODY, "The body must be a JSON object.");
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " Line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ".";
      throw new Problem(ProblemType.MALFORMED_BODY, "The body is not valid JSON." + where);
    } catch (IOException e) {
      throw new Problem(ProblemType.MALFORMED_BODY);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Problem(ProblemType.MALFORMED_BODY, "A number in the body is out of all range.");
    }
  }

  private static byte[] bytes(ContainerRequest request) {
    if (request.getLength() > MAX_JSON) {
      throw new Problem(ProblemType.TOO_LARGE, "A JSON body may hold 1 MiB at most.");
    }
    try (InputStream stream = request.getEntityStream()) {
      byte[] bytes = stream.readNBytes(MAX_JSON + 1);
      if (bytes.length > MAX_JSON) {
        throw new Problem(ProblemType.TOO_LARGE, "A JSON body may hold 1 MiB at most.");
      }
      return bytes;
    } catch (IOException e) {
      throw new Problem(ProblemType.MALFORMED_BODY, "The body ended early.");
    }
  }
}
