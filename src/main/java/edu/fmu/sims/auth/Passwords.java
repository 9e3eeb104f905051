package edu.fmu.sims.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;

/**
 * Password hashes: Argon2id with 19 MiB and two passes (the OWASP Password Storage Cheat Sheet's
 * parameters), of the text in its one normal form. Hashing is bounded to the number of cores, so
 * that a flood of sign-ins can exhaust neither memory nor the machine.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LENGTH = 32;
  private static final int SALT_LENGTH = 16;
  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, LENGTH, Argon2.ID);

  private static final String NOBODY = hashed("the password of nobody");

  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** A new salted hash, in the PHC text form. */
  public String hash(String password) {
    cores.acquireUninterruptibly();
    try {
      return hashed(password);
    } finally {
      cores.release();
    }
  }

  /** Whether the password is the one of the hash; an empty hash matches none, in the same time. */
  public boolean verify(String password, String hash) {
    boolean known = hash.startsWith("$argon2id$");
    String against = known ? hash : NOBODY;
    cores.acquireUninterruptibly();
    try {
      boolean matches =
          Password.check(PasswordPolicy.normalized(password), against)
              .with(Argon2Function.getInstanceFromHash(against));
      return known && matches;
    } finally {
      cores.release();
    }
  }

  private static String hashed(String password) {
    return Password.hash(PasswordPolicy.normalized(password))
        .addRandomSalt(SALT_LENGTH)
        .with(FUNCTION)
        .getResult();
  }
}
