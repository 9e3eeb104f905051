package edu.fmu.sims.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint gives out one student's personal record, so that each answer to someone else than
 * that student is noted: who read what of whom.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Discloses {
  /** What is given out, in a word. */
  String value();

  /** The parameter, in the path or the query, that holds the student's id. */
  String student() default "id";
}
