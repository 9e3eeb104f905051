package edu.fmu.sims.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an endpoint answers when its return type does not say so: for the API document. A {@code
 * POST} that makes a record of the type that its resource's {@code get} answers needs none.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {
  /** The types of the body, one of which it has; none for a file. */
  Class<?>[] value() default {};

  /** The status of success. */
  int status() default 200;

  /** What it may answer instead, with 200; nothing when there is but one answer. */
  Class<?>[] otherwise() default {};

  /** Statuses of refusals beside those that any endpoint of its kind may give. */
  int[] refusals() default {};
}
