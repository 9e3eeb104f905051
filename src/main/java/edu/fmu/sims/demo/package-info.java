/**
 * Demo data of a medical university: programs, courses, three terms, people, attendance, marks,
 * results and requests, made from nothing but the number of students and the date. It is written as
 * the owner of the tables in one transaction, remembered as demo, and never mixed with real data
 * unasked. Called by {@code sims seed_demo} and {@code sims demo}.
 */
@NullMarked
package edu.fmu.sims.demo;

import org.jspecify.annotations.NullMarked;
