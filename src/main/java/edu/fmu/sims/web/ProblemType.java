package edu.fmu.sims.web;

/**
 * Every refusal that a client can meet: its status, its stable slug and its default sentence. One
 * enum, so that the whole vocabulary of errors is read in one place.
 */
public enum ProblemType {
  VALIDATION(400, "validation", "Some fields are not valid."),
  MALFORMED_BODY(400, "malformed-body", "The body is not valid JSON."),
  MALFORMED_PARAMETER(400, "malformed-parameter", "A query parameter is not valid."),
  RULE(400, "rule", "The request breaks a rule."),
  MALFORMED_REQUEST(400, "malformed-request", "The request is malformed."),
  HOST(400, "host", "This host name is not served here."),

  AUTH_REQUIRED(401, "auth-required", "Sign in first: send a bearer token.", "AUTH_REQUIRED"),
  AUTH_INVALID_CREDENTIALS(
      401,
      "invalid-credentials",
      "The username or email and the password do not match.",
      "AUTH_INVALID_CREDENTIALS"),
  AUTH_INACTIVE_ACCOUNT(
      401,
      "inactive-account",
      "This account is not active. Ask an administrator.",
      "AUTH_INACTIVE_ACCOUNT"),
  AUTH_ACCOUNT_LOCKED(
      401,
      "account-locked",
      "This account is locked after too many wrong passwords. Try again later.",
      "AUTH_ACCOUNT_LOCKED"),
  AUTH_TOKEN_INVALID(
      401, "token-invalid", "The token is not valid. Sign in again.", "AUTH_TOKEN_INVALID"),
  AUTH_TOKEN_EXPIRED(
      401, "token-expired", "The token has expired. Refresh it.", "AUTH_TOKEN_EXPIRED"),

  FORBIDDEN(403, "forbidden", "Your role does not allow this."),
  IMMUTABLE(403, "immutable", "This record can no longer be changed."),
  NOT_FOUND(404, "not-found", "There is no such record."),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not take that method."),
  NOT_ACCEPTABLE(406, "not-acceptable", "None of the accepted types can be served."),
  DUPLICATE(409, "duplicate", "Such a record exists already."),
  IN_USE(409, "in-use", "Other records depend on this one."),
  FILE_DAMAGED(409, "file-damaged", "The file is missing or damaged and is not handed out."),
  HELD(409, "held", "A hold bars documents for this student."),
  CONFLICT(409, "conflict", "The record is in another state by now. Load it again."),
  PRECONDITION_FAILED(
      412, "precondition-failed", "The record was changed since it was read. Load it again."),
  TOO_LARGE(413, "too-large", "The body is too large."),
  UNSUPPORTED_TYPE(
      415,
      "unsupported-type",
      "Send the body in one of the types that this address takes, most often application/json."),
  TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests. Wait, then try again."),
  INTERNAL(500, "internal", "Something went wrong here. The operators can find it by request id."),
  UNAVAILABLE(503, "unavailable", "A part of the system is away. Try again shortly.");

  private final int status;
  private final String slug;
  private final String message;
  private final Object code;

  ProblemType(int status, String slug, String message) {
    this(status, slug, message, status);
  }

  ProblemType(int status, String slug, String message, Object code) {
    this.status = status;
    this.slug = slug;
    this.message = message;
    this.code = code;
  }

  public int status() {
    return status;
  }

  /** The last part of the problem's {@code type}, for machines. */
  public String slug() {
    return slug;
  }

  public String message() {
    return message;
  }

  /** {@code error.code}: the status as a number, or an {@code AUTH_…} text. */
  public Object code() {
    return code;
  }

  /** The type that stands for a bare status, as containers and libraries give one. */
  public static ProblemType ofStatus(int status) {
    return switch (status) {
      case 401 -> AUTH_REQUIRED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_TYPE;
      case 501, 505 -> MALFORMED_REQUEST; // a verb or a protocol of the client's own making
      case 503 -> UNAVAILABLE;
      default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL;
    };
  }
}
