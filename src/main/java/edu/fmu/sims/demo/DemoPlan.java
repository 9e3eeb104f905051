package edu.fmu.sims.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Everything of the demo but its marks and attendance, made from the number of students and the
 * date.
 */
record DemoPlan(
    Curriculum curriculum,
    List<DemoTerm> terms,
    List<DemoStudent> students,
    List<PersonName> teachers,
    List<DemoSection> sections) {

  /**
   * The years of study in the order in which a growing demo fills them: second years have a past.
   */
  private static final int[] YEARS_AGO = {1, 2, 0, 3, 4};

  private static final int STUDENTS_PER_COHORT = 7;
  private static final int LEAST_TEACHERS = 8;
  private static final int SECTIONS_PER_TEACHER = 12;

  /** Those of one program who began in the same autumn. */
  private record Cohort(int index, ProgramLine program, int intake, int weight) {}

  static DemoPlan of(int count, List<DemoTerm> terms) {
    Random random = new Random(7_919L * count + terms.getLast().today().toEpochDay());
    Curriculum curriculum = Curriculum.load();
    Names names = Names.load();
    DemoTerm current = terms.getLast();
    int latestIntake = (current.ordinal() - 1) / 2;
    List<Cohort> cohorts = cohorts(curriculum, latestIntake, count);
    List<List<DemoStudent>> groups = students(cohorts, count, current, names, random);
    List<DemoSection> sections = new ArrayList<>();
    List<PersonName> teachers =
        teachers(
            Math.max(LEAST_TEACHERS, 15 * cohorts.size() / SECTIONS_PER_TEACHER), names, random);
    SectionPlan plan = new SectionPlan(curriculum, teachers);
    for (DemoTerm term : terms) {
      for (Cohort cohort : cohorts) {
        sections.addAll(
            plan.of(
                cohort.program(),
                cohort.index(),
                cohort.intake(),
                term,
                groups.get(cohort.index()),
                sections.size()));
      }
    }
    return new DemoPlan(
        curriculum,
        terms,
        groups.stream().flatMap(List::stream).toList(),
        teachers,
        List.copyOf(sections));
  }

  private static List<Cohort> cohorts(Curriculum curriculum, int latestIntake, int count) {
    List<Cohort> all = new ArrayList<>();
    for (int ago : YEARS_AGO) {
      for (ProgramLine program : curriculum.programs()) {
        all.add(new Cohort(all.size(), program, latestIntake - ago, program.weight()));
      }
    }
    int wanted = Math.clamp(count / STUDENTS_PER_COHORT, 1, all.size());
    return all.subList(0, wanted);
  }

  private static List<List<DemoStudent>> students(
      List<Cohort> cohorts, int count, DemoTerm current, Names names, Random random) {
    int weights = cohorts.stream().mapToInt(Cohort::weight).sum();
    List<List<DemoStudent>> groups = new ArrayList<>();
    int weightSoFar = 0;
    int index = 0;
    for (Cohort cohort : cohorts) {
      weightSoFar += cohort.weight();
      int upTo = (int) ((long) count * weightSoFar / weights);
      List<DemoStudent> group = new ArrayList<>();
      boolean graduated = current.semester(cohort.intake()) > cohort.program().semesters();
      for (int number = 1; index < upTo; number++, index++) {
        group.add(student(index, cohort, number, graduated, names, random));
      }
      groups.add(group);
    }
    return groups;
  }

  private static DemoStudent student(
      int index, Cohort cohort, int number, boolean graduated, Names names, Random random) {
    double ability = Math.clamp(77 + 9 * random.nextGaussian(), 50, 96);
    double diligence = Math.clamp(0.91 + 0.05 * random.nextGaussian(), 0.78, 1);
    // The first student is the one whose account is shown around; every tenth misses too much.
    if (index == 0) {
      ability = 84;
      diligence = 0.9;
    } else if (index % 10 == 3) {
      diligence = 0.5 + 0.15 * random.nextDouble();
    }
    return new DemoStudent(
        index,
        cohort.program(),
        cohort.intake(),
        number,
        names.student(random),
        index == 0 || random.nextInt(10) < 7,
        graduated ? "graduated" : status(index),
        ability,
        diligence);
  }

  private static String status(int index) {
    if (index % 40 == 17) {
      return "on_leave";
    }
    if (index % 40 == 29) {
      return "withdrawn";
    }
    return index % 67 == 41 ? "suspended" : "active";
  }

  private static List<PersonName> teachers(int count, Names names, Random random) {
    List<PersonName> teachers = new ArrayList<>();
    teachers.add(new PersonName("Dr.", "Ayesha", "Siddiqui", "عائشہ صدیقی"));
    while (teachers.size() < count) {
      teachers.add(names.teacher(random));
    }
    return teachers;
  }
}
