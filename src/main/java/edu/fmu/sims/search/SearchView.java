package edu.fmu.sims.search;

import edu.fmu.sims.academics.CourseView;
import edu.fmu.sims.academics.SectionView;
import edu.fmu.sims.students.StudentView;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.PersonalSheet;
import java.util.List;

/** What was found, the first few of each kind. */
public record SearchView(
    List<StudentView> students, List<CourseView> courses, List<SectionView> sections)
    implements PersonalSheet {
  @Override
  public List<? extends Personal> personalRows() {
    return students;
  }
}
