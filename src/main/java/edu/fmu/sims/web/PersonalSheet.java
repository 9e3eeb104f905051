package edu.fmu.sims.web;

import java.util.List;

/** An answer that holds records of several students and is no plain list of them. */
public interface PersonalSheet {
  /** The part of each student. */
  List<? extends Personal> personalRows();
}
