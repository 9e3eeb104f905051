package edu.fmu.sims.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an {@link Upload} from a request, within its limits. */
final class UploadReader {
  private static final Logger log = LoggerFactory.getLogger(UploadReader.class);
  private static final String FIELD = "file";
  private static final int LONGEST_NAME = 255;

  /** A client that is still sending does not read the refusal: so much is taken in for it. */
  private static final long MOST_DISCARDED = 128L * 1024 * 1024;

  private UploadReader() {}

  static Upload read(ContainerRequest request) {
    return read(
        (HttpServletRequest)
            Objects.requireNonNull(request.getProperty(RequestContextFilter.REQUEST)));
  }

  static Upload read(HttpServletRequest request) {
    String given = request.getContentType();
    MediaType type = given == null ? null : MediaType.valueOf(given);
    if (type == null
        || type.getSubtype().endsWith("json")
        || type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
      throw unsupported();
    }
    boolean form = type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
    long most = form ? Upload.LIMITS.getMaxRequestSize() : Upload.MAX_BYTES;
    if (request.getContentLengthLong() > most) {
      throw tooLarge(request);
    }
    Upload upload = form ? part(request) : bare(request, type);
    if (upload.bytes().length == 0) {
      throw Problem.field(FIELD, "The file is empty.");
    }
    return upload;
  }

  private static Upload part(HttpServletRequest request) {
    try {
      List<Part> parts =
          request.getParts().stream().filter(part -> part.getName().equals(FIELD)).toList();
      if (parts.isEmpty()) {
        throw Problem.field(FIELD, "This field is required: send the file in it.");
      }
      if (parts.size() > 1) {
        throw Problem.field(FIELD, "Send one file at a time.");
      }
      Part part = parts.getFirst();
      try (InputStream content = part.getInputStream()) {
        return new Upload(
            name(part.getSubmittedFileName()),
            Objects.requireNonNullElse(part.getContentType(), ""),
            content.readAllBytes(),
            true);
      }
    } catch (IllegalStateException e) {
      throw tooLarge(request); // so the container says that a limit is exceeded
    } catch (IOException | ServletException e) {
      throw Problem.field(FIELD, "The body is not valid multipart/form-data, or ended early.");
    }
  }

  private static Upload bare(HttpServletRequest request, MediaType type) {
    try {
      byte[] bytes = request.getInputStream().readNBytes(Upload.MAX_BYTES + 1);
      if (bytes.length > Upload.MAX_BYTES) {
        throw tooLarge(request);
      }
      return new Upload("", type.toString(), bytes, false);
    } catch (IOException e) {
      throw Problem.field(FIELD, "The body ended early.");
    }
  }

  /** Browsers of old sent whole paths. */
  private static String name(@Nullable String submitted) {
    if (submitted == null || !Text.isStorable(submitted)) {
      return "";
    }
    String bare = submitted.replaceAll("\\p{Cntrl}", "").replaceFirst("^.*[/\\\\]", "").strip();
    return bare.substring(Math.max(0, bare.length() - LONGEST_NAME));
  }

  private static Problem tooLarge(HttpServletRequest request) {
    byte[] chunk = new byte[64 * 1024];
    try {
      InputStream body = request.getInputStream();
      for (long taken = 0; taken < MOST_DISCARDED; ) {
        int read = body.read(chunk);
        if (read < 0) {
          break;
        }
        taken += read;
      }
    } catch (IOException e) {
      log.debug("The rest of a body that is too large did not come", e);
    }
    return Problem.on(ProblemType.TOO_LARGE, FIELD, "A file may hold 20 MiB at most.");
  }

  static Problem unsupported() {
    return new Problem(
        ProblemType.UNSUPPORTED_TYPE, "Send the file as multipart/form-data in the field file.");
  }
}
