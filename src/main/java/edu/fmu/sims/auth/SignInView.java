package edu.fmu.sims.auth;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in of the caller that has not ended.
 *
 * @param expiresAt when it ends unless it is used before
 * @param address the network address that signed in
 * @param userAgent the program that signed in, as it calls itself
 * @param current whether this very request belongs to it
 */
public record SignInView(
    UUID id,
    Instant createdAt,
    Instant expiresAt,
    String address,
    String userAgent,
    boolean current) {}
