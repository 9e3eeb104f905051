/**
 * Users, sign-in, tokens and the filter that turns a token into a caller. URLs: {@code
 * /api/auth/…}.
 */
@NullMarked
package edu.fmu.sims.auth;

import org.jspecify.annotations.NullMarked;
