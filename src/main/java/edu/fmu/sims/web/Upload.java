package edu.fmu.sims.web;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A file that came with a request: the field {@code file} of a {@code multipart/form-data} body, or
 * the whole body of an endpoint which takes one bare. What the client says of it, name and type, is
 * a hint; what it is, only its bytes tell.
 *
 * <p>A resource method takes it with {@code @Context}. One that takes every content type
 * ({@code @Consumes("*&#47;*")}) and calls {@link #ofForm()} refuses callers without the right
 * before it looks at the body.
 */
public final class Upload {
  /** The most that a file may hold: 20 MiB. */
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  private static final int ENVELOPE = 64 * 1024;

  /** Held in memory throughout: nothing of a student's file is left in a temporary folder. */
  public static final MultipartConfigElement LIMITS =
      new MultipartConfigElement("", MAX_BYTES, MAX_BYTES + ENVELOPE, MAX_BYTES + ENVELOPE);

  private final String name;
  private final String contentType;
  private final byte[] bytes;
  private final boolean form;

  Upload(String name, String contentType, byte[] bytes, boolean form) {
    this.name = name;
    this.contentType = contentType;
    this.bytes = bytes;
    this.form = form;
  }

  /**
   * The file of a request to a page.
   *
   * @throws Problem 400, 413 or 415
   */
  public static Upload of(HttpServletRequest request) {
    return UploadReader.read(request);
  }

  /** The file's name without folders, as the client gave it; "" when it gave none. */
  public String name() {
    return name;
  }

  /** What the client says that it is; "" when it does not say. */
  public String contentType() {
    return contentType;
  }

  /** The content: one byte at least. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * This file, when it came as {@code multipart/form-data}.
   *
   * @throws Problem 415 otherwise
   */
  public Upload ofForm() {
    if (!form) {
      throw UploadReader.unsupported();
    }
    return this;
  }
}
