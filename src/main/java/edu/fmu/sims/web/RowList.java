package edu.fmu.sims.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rows that a body holds beside its fields, each read on its own by {@link Input#rows}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RowList {
  /** The field that holds the list. */
  String field();

  /** What a row is. */
  Class<? extends Record> of();
}
