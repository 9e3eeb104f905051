package edu.fmu.sims.auth;

import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.auth.LoginService.SignedIn;
import edu.fmu.sims.auth.Sessions.TokenPair;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Verbatim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/auth/}: signing in, staying in, and signing out. */
@Path("auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AuthResource {
  private static final int LONGEST = 1024;

  private final LoginService login;
  private final PasswordService passwords;

  public AuthResource(LoginService login, PasswordService passwords) {
    this.login = login;
    this.passwords = passwords;
  }

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
  public SignedIn login(@Context Caller caller, Input<LoginBody> body) {
    LoginBody given = body.value();
    return login.signIn(given.identifier(), given.password(), caller.origin());
  }

  @POST
  @Path("token")
  @Anonymous
  public TokenPair token(@Context Caller caller, Input<TokenBody> body) {
    TokenBody given = body.value();
    return login.signIn(given.email(), given.password(), caller.origin()).tokens();
  }

  @POST
  @Path("refresh")
  @Anonymous
  public TokenPair refresh(Input<RefreshBody> body) {
    return login.refresh(body.value().refresh());
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
  public Success logout(@Context Caller caller, Input<LogoutBody> body) {
    String refresh = body.value().refresh();
    login.signOut(
        refresh == null || refresh.isEmpty() ? null : refresh,
        caller.userId() == 0 ? null : caller,
        caller.origin());
    return new Success(true);
  }

  @GET
  @Path("me")
  @Requires(Permission.SELF)
  public UserView me(@Context Caller caller) {
    return login.me(caller);
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
}
