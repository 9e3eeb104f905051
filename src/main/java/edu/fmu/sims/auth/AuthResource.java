package edu.fmu.sims.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.auth.LoginService.SignedIn;
import edu.fmu.sims.auth.Sessions.TokenPair;
import edu.fmu.sims.config.SimsConfig.TokenConfig;
import edu.fmu.sims.institution.InstitutionService;
import edu.fmu.sims.institution.InstitutionView;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Text;
import edu.fmu.sims.web.Verbatim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/auth/}: signing in, staying in, and signing out. */
@Path("auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AuthResource {
  private static final int LONGEST = 1024;

  private static final int LONGEST_AGENT = 255;

  private final LoginService login;
  private final PasswordService passwords;
  private final SignInService signIns;
  private final InstitutionService institution;
  private final BrowserCookie cookies;

  public AuthResource(
      LoginService login,
      PasswordService passwords,
      SignInService signIns,
      InstitutionService institution,
      TokenConfig tokens) {
    this.login = login;
    this.passwords = passwords;
    this.signIns = signIns;
    this.institution = institution;
    this.cookies = new BrowserCookie(tokens);
  }

  /**
   * What a page needs to know first.
   *
   * @param permissions what the user's role may do at all; the server decides each case
   * @param ownStudent the user's own student record; null for others
   */
  public record SessionView(
      UserView user,
      List<String> permissions,
      @JsonProperty("student") @Nullable Long ownStudent,
      InstitutionView institution) {}

  /**
   * @param identifier username or email
   */
  public record LoginBody(
      @NotNull @NotBlank @Size(max = LONGEST) String identifier,
      @NotNull @NotBlank @Size(max = LONGEST) @Verbatim String password) {}

  /** The older sign-in: by email only. */
  public record TokenBody(
      @NotNull @NotBlank @Size(max = LONGEST) String email,
      @NotNull @NotBlank @Size(max = LONGEST) @Verbatim String password) {}

  /** A refresh token that must be there. */
  public record RefreshBody(@NotNull @NotBlank String refresh) {}

  /** A refresh token that may be there. */
  public record LogoutBody(@Nullable String refresh) {}

  /** The present password and the one that shall be. */
  public record PasswordChangeBody(
      @NotNull @NotBlank @Size(max = LONGEST) @Verbatim String oldPassword,
      @NotNull @NotBlank @Size(max = LONGEST) @Verbatim String newPassword) {}

  /** Whose password is forgotten. */
  public record PasswordResetBody(@NotNull @NotBlank @Size(max = LONGEST) String email) {}

  /**
   * @param token from the mail
   */
  public record PasswordResetConfirmBody(
      @NotNull @NotBlank @Size(max = LONGEST) String token,
      @NotNull @NotBlank @Size(max = LONGEST) @Verbatim String newPassword) {}

  /** Says what happens next, alike for every address. */
  public record Message(String message) {}

  /** Says that it is done. */
  public record Success(boolean success) {}

  @POST
  @Path("login")
  @Anonymous
  @Answers(SignedIn.class)
  public Response login(
      @Context Caller caller,
      @HeaderParam(BrowserCookie.HEADER) @Nullable String keeping,
      @Context HttpHeaders headers,
      Input<LoginBody> body) {
    LoginBody given = body.value();
    SignedIn made =
        login.signIn(given.identifier(), given.password(), caller.origin(), agent(headers));
    if (!BrowserCookie.isAsked(keeping)) {
      return Response.ok(made).build();
    }
    return Response.ok(new SignedIn(made.user(), made.tokens().withoutRefresh()))
        .cookie(cookies.holding(made.tokens().refresh()))
        .build();
  }

  @POST
  @Path("token")
  @Anonymous
  public TokenPair token(
      @Context Caller caller, @Context HttpHeaders headers, Input<TokenBody> body) {
    TokenBody given = body.value();
    return login.signIn(given.email(), given.password(), caller.origin(), agent(headers)).tokens();
  }

  @POST
  @Path("refresh")
  @Anonymous
  @Answers(TokenPair.class)
  public Response refresh(
      @HeaderParam(BrowserCookie.HEADER) @Nullable String keeping,
      @Context HttpHeaders headers,
      Input<RefreshBody> body) {
    if (!BrowserCookie.isAsked(keeping)) {
      return Response.ok(login.refresh(body.value().refresh())).build();
    }
    TokenPair renewed = login.renew(cookies.get(headers));
    return Response.ok(renewed.withoutRefresh()).cookie(cookies.holding(renewed.refresh())).build();
  }

  @POST
  @Path("token/refresh")
  @Anonymous
  public TokenPair tokenRefresh(Input<RefreshBody> body) {
    return login.refresh(body.value().refresh());
  }

  /** Open to who brings a refresh token alone, for the access token may have expired by then. */
  @POST
  @Path("logout")
  @Anonymous
  @Answers(Success.class)
  public Response logout(
      @Context Caller caller,
      @HeaderParam(BrowserCookie.HEADER) @Nullable String keeping,
      @Context HttpHeaders headers,
      Input<LogoutBody> body) {
    boolean browser = BrowserCookie.isAsked(keeping);
    String refresh = browser ? cookies.find(headers) : body.value().refresh();
    login.signOut(
        refresh == null || refresh.isEmpty() ? null : refresh,
        caller.userId() == 0 ? null : caller,
        caller.origin());
    Response.ResponseBuilder answer = Response.ok(new Success(true));
    return (browser ? answer.cookie(cookies.none()) : answer).build();
  }

  @GET
  @Path("me")
  @Requires(Permission.SELF)
  public UserView me(@Context Caller caller) {
    return login.me(caller);
  }

  @GET
  @Path("session")
  @Requires(Permission.SELF)
  public SessionView session(@Context Caller caller) {
    List<String> permissions =
        Arrays.stream(Permission.values()).filter(caller::may).map(Enum::name).toList();
    return new SessionView(
        login.me(caller), permissions, caller.studentId(), institution.current());
  }

  @GET
  @Path("sign-ins")
  @Requires(Permission.SELF)
  public List<SignInView> signIns(@Context Caller caller) {
    return signIns.list(caller);
  }

  @DELETE
  @Path("sign-ins/{id}")
  @Requires(Permission.SELF)
  public void endSignIn(@Context Caller caller, @PathParam("id") UUID id) {
    signIns.end(caller, id);
  }

  @POST
  @Path("password/change")
  @Requires(Permission.SELF)
  public void changePassword(@Context Caller caller, Input<PasswordChangeBody> body) {
    PasswordChangeBody given = body.value();
    passwords.change(caller, given.oldPassword(), given.newPassword());
  }

  @POST
  @Path("password/reset")
  @Anonymous
  @Answers(value = Message.class, status = 202)
  public Response resetPassword(@Context Caller caller, Input<PasswordResetBody> body) {
    passwords.requestReset(body.value().email(), caller.origin());
    return Response.accepted(
            new Message("If an account has this address, a mail with the next step is on its way."))
        .build();
  }

  @POST
  @Path("password/reset/confirm")
  @Anonymous
  public void confirmReset(@Context Caller caller, Input<PasswordResetConfirmBody> body) {
    PasswordResetConfirmBody given = body.value();
    passwords.confirmReset(given.token(), given.newPassword(), caller.origin());
  }

  private static String agent(HttpHeaders headers) {
    String agent = Objects.requireNonNullElse(headers.getHeaderString(HttpHeaders.USER_AGENT), "");
    String text = Text.isStorable(agent) ? agent : "";
    return text.substring(0, Math.min(text.length(), LONGEST_AGENT));
  }
}
