package edu.fmu.sims;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static edu.fmu.sims.access.Permission.AUDIT_READ;
import static edu.fmu.sims.access.Permission.USERS_MANAGE;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.audit.Disclosures;
import edu.fmu.sims.persistence.Transactions;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;

/** The rules of the house that a reader cannot see at a glance; docs/adr says why each stands. */
@AnalyzeClasses(packages = "edu.fmu.sims", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "edu.fmu.sims";

  /** Rooms of the field's own business; all others are platform. */
  private static final Set<String> FEATURES =
      Set.of(
          "students",
          "academics",
          "enrollment",
          "attendance",
          "assessments",
          "results",
          "documents",
          "letters",
          "transcripts",
          "verify",
          "requests",
          "dashboard",
          "imports",
          "personaldata",
          "holds",
          "transfers",
          "search");

  private static final String[] FEATURE_PACKAGES =
      FEATURES.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);

  private static final DescribedPredicate<JavaClass> PLATFORM =
      resideInAPackage(ROOT + "..")
          .and(DescribedPredicate.not(resideInAnyPackage(FEATURE_PACKAGES)))
          .and(DescribedPredicate.not(resideInAPackage(ROOT)))
          .and(DescribedPredicate.not(resideInAnyPackage(tools())))
          .as("platform rooms");

  /** Rooms that stand outside the running application and may use all of it. */
  private static String[] tools() {
    return new String[] {ROOT + ".launcher..", ROOT + ".cli..", ROOT + ".demo.."};
  }

  @ArchTest
  static final ArchRule platformKnowsNoFeature =
      noClasses()
          .that(PLATFORM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURE_PACKAGES);

  @ArchTest
  static final ArchRule nobodyUsesTheRoot =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                  String rest =
                      javaClass.getPackageName().replaceFirst("^edu\\.fmu\\.sims\\.?", "");
                  String room = rest.replaceFirst("\\..*", "");
                  return FEATURES.contains(room)
                      ? SliceIdentifier.of(room)
                      : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                  return "features";
                }
              })
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule everyEndpointStatesItsPermission =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith(Requires.class)
          .orShould()
          .beAnnotatedWith(Anonymous.class);

  /** The public verification states what its document states; accounts are read by Admin only. */
  @ArchTest
  static final ArchRule everyReadOfPersonalRecordsIsNoted =
      methods()
          .that()
          .areAnnotatedWith(GET.class)
          .should(
              new ArchCondition<>("be noted when the answer names a student") {
                @Override
                public void check(JavaMethod endpoint, ConditionEvents events) {
                  Method method = endpoint.reflect();
                  if (namesAStudent(method)
                      && !Disclosures.watches(method)
                      && !method.isAnnotationPresent(Anonymous.class)
                      && !method.getAnnotation(Requires.class).value().equals(USERS_MANAGE)
                      && !method.getAnnotation(Requires.class).value().equals(AUDIT_READ)) {
                    events.add(SimpleConditionEvent.violated(method, method + " is not noted"));
                  }
                }
              });

  private static boolean namesAStudent(Method endpoint) {
    Class<?> view =
        endpoint.getGenericReturnType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> row
            ? row
            : endpoint.getReturnType();
    return view.isRecord()
        && Arrays.stream(view.getRecordComponents())
            .map(RecordComponent::getName)
            .anyMatch(Set.of("student", "students", "studentId")::contains);
  }

  @ArchTest
  static final ArchRule httpStaysAtTheDoor =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Resource")
          .and(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      ROOT + ".web..", ROOT + ".auth..", ROOT + ".audit..", ROOT + ".openapi..")))
          .and(DescribedPredicate.not(resideInAPackage(ROOT)))
          .and(DescribedPredicate.not(enclosedInResource()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..");

  private static DescribedPredicate<JavaClass> enclosedInResource() {
    return DescribedPredicate.describe(
        "part of a resource",
        c -> c.getEnclosingClass().filter(e -> e.getSimpleName().endsWith("Resource")).isPresent());
  }

  @ArchTest
  static final ArchRule resourcesOpenNoTransaction =
      noClasses()
          .that(simpleNameEndingWith("Resource"))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Transactions.class);

  @ArchTest
  static final ArchRule resourcesSeeNoEntity =
      noClasses()
          .that(simpleNameEndingWith("Resource"))
          .should()
          .dependOnClassesThat()
          .areAnnotatedWith(Entity.class);

  @ArchTest
  static final ArchRule redisIsRungByJobsOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".jobs..", ROOT + ".cli..", ROOT + ".web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lettuce..");

  @ArchTest
  static final ArchRule mailIsSentByMailOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule pdfIsWrittenByPdfOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".pdf..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.openpdf..", "com.google.zxing..");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.ws.rs.core.Context");

  @ArchTest
  static final ArchRule marksAreNoFloats =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(FEATURE_PACKAGES)
          .should()
          .notHaveRawType(float.class)
          .andShould()
          .notHaveRawType(double.class);

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".launcher..", ROOT + ".cli..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theClockIsMadeAtTheRoot =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, ROOT + ".launcher..", ROOT + ".cli..")
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule datesAreJavaTime =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".mail..")
          .and()
          .resideOutsideOfPackage(ROOT + ".pdf..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Date");
}
