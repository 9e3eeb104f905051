package edu.fmu.sims.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, as the database knew the user at the start of this request: never from a token's
 * claims.
 *
 * @param userId 0 for the system itself
 * @param studentId the student record that the user is tied to, by an Admin; null for others
 * @param sessionId the sign-in that the token belongs to; null outside a session
 */
public record Caller(
    long userId,
    String username,
    Role role,
    @Nullable Long studentId,
    @Nullable UUID sessionId,
    Origin origin) {

  /** Nobody signed in: the caller of public endpoints, told apart only by the origin. */
  public static Caller anonymous(Origin origin) {
    return new Caller(0, "", Role.NONE, null, null, origin);
  }

  /** The product itself, in a job or a command. */
  public static Caller system(String what) {
    return new Caller(0, "system", Role.ADMIN, null, null, Origin.internal(what));
  }

  public boolean may(Permission permission) {
    return permission.heldBy(role);
  }

  public boolean is(Role other) {
    return role == other;
  }
}
