package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;
import static edu.fmu.sims.browser.Find.dialog;
import static edu.fmu.sims.browser.Find.link;
import static edu.fmu.sims.browser.Find.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registrar's main jobs, from the sign-in to what the database then holds. */
@ExtendWith(BrowserRig.Shared.class)
class RegistrarJourneyIT {
  private final BrowserRig rig;

  RegistrarJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void theRegistrarAdmitsAStudentAndCorrectsARefusedField() {
    Page page = rig.signIn("registrar");
    link(page, "Students").first().click();
    button(page, "Admit student").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill("Zara Journey");
    dialog
        .getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Program"))
        .fill("MBBS");
    page.getByRole(AriaRole.LISTBOX)
        .getByRole(AriaRole.OPTION, new Locator.GetByRoleOptions().setName("MBBS"))
        .first()
        .click();
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Admit student"))
        .click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).isVisible();
    dialog.getByLabel("Registration number").fill("J-2026-1");
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Admit student"))
        .click();
    assertThat(
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Zara Journey")))
        .isVisible();
    Response found = rig.get("registrar", "/api/students/?search=J-2026-1");
    assertThat(found.<List<String>>path("results.name")).containsExactly("Zara Journey");
  }

  @Test
  void aFileIsTriedOutMendedAppliedAndTakenBack() {
    Page page = rig.signIn("registrar");
    link(page, "Imports").first().click();
    assertThat(page.getByText("Columns: reg_no")).isVisible();
    choose(
        page, "Number,name,program\nJ-IMPORT-1,Amna Journey,MBBS\nJ-IMPORT-2,Bilal Journey,MBSS\n");
    assertThat(page.getByText("Which columns are these?")).isVisible();
    page.getByLabel("Number", new Page.GetByLabelOptions().setExact(true)).selectOption("reg_no");
    button(page, "Check again").click();
    assertThat(page.locator("td code").getByText("program").first()).isVisible();
    assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply ")))
        .isDisabled();

    choose(
        page, "reg_no,name,program\nJ-IMPORT-1,Amna Journey,MBBS\nJ-IMPORT-2,Bilal Journey,MBBS\n");
    button(page, "Apply 2 rows").click();
    assertThat(button(page, "Undo import").first()).isVisible();
    assertThat(imported()).containsExactly("Amna Journey", "Bilal Journey");

    button(page, "Undo import").first().click();
    button(dialog(page), "Undo import").click();
    assertThat(page.getByText("The import is undone.").first()).isVisible();
    assertThat(imported()).isEmpty();
  }

  private static void choose(Page page, String text) {
    page.locator("input[type=file]")
        .setInputFiles(
            new FilePayload("students.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> imported() {
    return rig.get("registrar", "/api/students/?search=J-IMPORT").path("results.name");
  }

  @Test
  void aListOfStudentsIsEnrolledAtOnce() {
    for (String regNo : List.of("J-BULK-1", "J-BULK-2")) {
      rig.make(
          "registrar",
          "/api/students/",
          Map.of("reg_no", regNo, "name", "Bulk Journey", "program", "MBBS", "status", "active"));
    }
    int course = rig.get("registrar", "/api/courses/").path("results[0].id");
    String code = rig.get("registrar", "/api/courses/").path("results[0].code");
    int section =
        rig.make(
            "registrar",
            "/api/sections/",
            Map.of("course", course, "term", "Fall 2026", "teacher", "Bulk Journey Teacher"));

    Page page = rig.signIn("registrar");
    link(page, "Enroll many").first().click();
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Section"))
        .fill("Bulk Journey");
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(code))
        .filter(new Locator.FilterOptions().setHasText("Bulk Journey Teacher"))
        .click();
    page.getByLabel("Registration numbers").fill("J-BULK-1\nJ-BULK-2\nJ-BULK-3");
    button(page, "Check 3 students").click();
    assertThat(page.getByText("Cannot be enrolled")).isVisible();
    assertThat(enrolled(section)).isEmpty();
    button(page, "Leave out the faulty").click();
    button(page, "Check 2 students").click();
    button(page, "Enroll 2 students").click();
    assertThat(button(page, "Undo import").first()).isVisible();
    assertThat(enrolled(section)).containsExactly("enrolled", "enrolled");
  }

  private List<String> enrolled(int section) {
    return rig.get("registrar", "/api/enrollments/?section=" + section).path("results.status");
  }

  @Test
  void transcriptsOfATermAreMadeInABatchWhoseProgressIsSeen() throws IOException {
    String program = "Batch Journey";
    rig.make("registrar", "/api/programs/", Map.of("name", program));
    int course = rig.get("registrar", "/api/courses/").path("results[0].id");
    int section =
        rig.make("registrar", "/api/sections/", Map.of("course", course, "term", "Fall 2026"));
    for (String regNo : List.of("J-BATCH-1", "J-BATCH-2", "J-BATCH-3")) {
      int student =
          rig.make(
              "registrar",
              "/api/students/",
              Map.of("reg_no", regNo, "name", "Batch Journey", "program", program));
      rig.make("registrar", "/api/enrollments/", Map.of("student", student, "section", section));
    }

    Page page = rig.signIn("registrar");
    link(page, "Transcript batches").first().click();
    button(page, "Start").click();
    assertThat(page.getByText("Choose one.")).hasCount(2);
    pick(page, "Program", program);
    pick(page, "Term", "Fall 2026");
    button(page, "Start").click();
    assertThat(page.getByText("3 / 3")).isVisible();
    Download zip = page.waitForDownload(() -> button(page, "Download the ZIP").click());
    try (ZipInputStream files = new ZipInputStream(zip.createReadStream())) {
      assertThat(Stream.generate(() -> next(files)).takeWhile(Optional::isPresent).count())
          .isGreaterThanOrEqualTo(3);
    }
    List<String> serials =
        rig.get("registrar", "/api/documents/?type=transcript&search=J-BATCH")
            .path("results.serial");
    assertThat(serials).hasSize(3);
  }

  private static void pick(Page page, String field, String text) {
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(field)).fill(text);
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(text)).first().click();
  }

  private static Optional<ZipEntry> next(ZipInputStream files) {
    try {
      return Optional.ofNullable(files.getNextEntry());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRequestIsApprovedFromTheKeyboardAlone() {
    int student = rig.get("student", "/api/auth/session/").path("student");
    int request =
        rig.make(
            "student",
            "/api/requests/",
            Map.of("student", student, "type", "noc", "notes", "For the keyboard"));
    Page page = rig.signIn("registrar");
    page.navigate(rig.address() + "/requests?status=pending&type=noc");
    Locator row =
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("For the keyboard"));
    row.waitFor();
    tabTo(button(row, "Approve"));
    page.keyboard().press("Enter");
    dialog(page).waitFor();
    tabTo(button(dialog(page), "Approve"));
    page.keyboard().press("Enter");
    assertThat(dialog(page)).not().isVisible();
    assertThat(rig.get("registrar", "/api/requests/" + request + "/").<String>path("status"))
        .isEqualTo("approved");
  }
}
