package edu.fmu.sims.auth;

import edu.fmu.sims.config.SimsConfig.TokenConfig;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser keeps its refresh token: a cookie that no script can read and that goes with no
 * request from another site. It counts only beside {@value #HEADER}, which a form of another site
 * cannot send and a script of one may not.
 */
final class BrowserCookie {
  /** The header by which a browser asks to keep its refresh token in the cookie. */
  static final String HEADER = "X-Sims-Session";

  private static final String MODE = "cookie";

  private final boolean secure;
  private final Duration lifetime;

  BrowserCookie(TokenConfig config) {
    this.secure = config.secureCookie();
    this.lifetime = config.refreshLifetime();
  }

  static boolean isAsked(@Nullable String header) {
    return MODE.equals(header);
  }

  NewCookie holding(@Nullable String refresh) {
    return cookie().value(refresh).maxAge((int) lifetime.toSeconds()).build();
  }

  /** Takes the place of the cookie and ends at once. */
  NewCookie none() {
    return cookie().value("").maxAge(0).build();
  }

  /** The refresh token in the request's cookie; null when there is none. */
  @Nullable String find(HttpHeaders headers) {
    Cookie cookie = headers.getCookies().get(name());
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /**
   * The refresh token in the request's cookie.
   *
   * @throws Problem AUTH_REQUIRED when there is none
   */
  String get(HttpHeaders headers) {
    String refresh = find(headers);
    if (refresh == null) {
      throw new Problem(ProblemType.AUTH_REQUIRED);
    }
    return refresh;
  }

  private NewCookie.Builder cookie() {
    return new NewCookie.Builder(name())
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT);
  }

  /** Browsers take the prefix only from this very host, over TLS. */
  private String name() {
    return secure ? "__Host-sims_refresh" : "sims_refresh";
  }
}
