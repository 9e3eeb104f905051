package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each role's main job, from the sign-in to what the database then holds. */
class JourneysIT {
  @AutoClose private static final BrowserRig rig = new BrowserRig();

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  /** No script failed, and nothing went against the Content-Security-Policy. */
  @AfterEach
  void nothingIsComplainedOf() {
    assertThat(rig.complaints()).isEmpty();
  }

  @Test
  void aSessionSurvivesAReloadAndNoTokenIsStored() {
    Page page = rig.signIn("registrar");
    page.reload();
    page.locator("nav#navigation").waitFor();
    String stored = (String) page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})");
    assertThat(stored).doesNotContain("eyJ");
    button(page, "Sign out").click();
    assertThat(page.getByLabel("Username or email")).isVisible();
    page.reload();
    assertThat(page.getByLabel("Username or email")).isVisible();
    page.context().close();
  }

  @Test
  void aWrongPasswordIsToldAndADeepLinkWithoutTheRightToo() {
    Page page = rig.open(ColorScheme.LIGHT, 1440);
    page.getByLabel("Username or email").fill("student");
    page.getByLabel("Password").fill("not the passphrase");
    button(page, "Sign in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    rig.signIn(page, "student");
    page.navigate(rig.address() + "/users");
    assertThat(page.getByText("Your role does not open this page.")).isVisible();
    page.context().close();
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
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("MBBS")).first().click();
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
    page.context().close();
  }

  @Test
  void aTeacherMarksTheRegisterAndEntersAGradeFromTheKeyboard() {
    int section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[0].id");
    Page page = rig.signIn("faculty");
    page.navigate(rig.address() + "/sections/" + section + "/attendance");
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Late"))
        .first()
        .check(new Locator.CheckOptions().setForce(true));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark the rest present"))
        .click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save ")).click();
    assertThat(page.getByText("on this device until you save")).not().isVisible();
    Response register = rig.get("faculty", "/api/sections/" + section + "/register/");
    List<String> statuses = register.path("students.status");
    assertThat(statuses).contains("Late", "Present").doesNotContain("");

    link(page, "Grades").click();
    Locator cell = page.locator("table input").first();
    cell.fill("1.25");
    cell.press("Enter");
    assertThat(page.getByText("All saved")).isVisible();
    Response book = rig.get("faculty", "/api/sections/" + section + "/gradebook/");
    assertThat(book.<Float>path("students[0].scores[0].score")).isEqualTo(1.25f);
    page.context().close();
  }

  @Test
  void aRequestGoesFromTheStudentToTheOfficeAndBack() {
    Page student = rig.signIn("student");
    link(student, "Requests and documents").first().click();
    button(student, "New request").click();
    Locator form = student.getByRole(AriaRole.DIALOG);
    form.getByLabel("What do you need?").selectOption("bonafide");
    form.getByLabel("Notes for the office").fill("For a visa, from the browser");
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send")).click();
    assertThat(student.getByText("1 of 3: with the office").first()).isVisible();

    Page office = rig.signIn("registrar");
    office.navigate(rig.address() + "/requests?status=pending&type=bonafide");
    office
        .getByRole(
            AriaRole.ROW, new Page.GetByRoleOptions().setName("For a visa, from the browser"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
        .click();
    office
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
        .click();
    assertThat(office.getByRole(AriaRole.DIALOG)).not().isVisible();

    student.reload();
    assertThat(student.getByText("2 of 3: approved").first()).isVisible();
    student.context().close();
    office.context().close();
  }

  @Test
  void theExamCellPublishesWhatATeacherProposed() {
    int section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[1].id");
    Page teacher = rig.signIn("faculty");
    teacher.navigate(rig.address() + "/sections/" + section + "/results");
    button(teacher, "Propose from scores").click();
    assertThat(teacher.getByText("Drafts:")).isVisible();

    Page cell = rig.signIn("examcell");
    cell.navigate(rig.address() + "/sections/" + section + "/results");
    button(cell, "Publish").click();
    cell.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Publish"))
        .click();
    assertThat(cell.getByRole(AriaRole.DIALOG)).not().isVisible();
    List<String> states =
        rig.get("examcell", "/api/sections/" + section + "/results/").path("state");
    assertThat(states).isNotEmpty().containsOnly("published");
    teacher.context().close();
    cell.context().close();
  }

  @Test
  void theAdministratorMakesAUserAndFindsTheEntryInTheAudit() {
    Page page = rig.signIn("admin");
    link(page, "Users").first().click();
    button(page, "Add user").click();
    Locator form = page.getByRole(AriaRole.DIALOG);
    form.getByLabel("Username").fill("journey.user");
    form.getByLabel("Role").selectOption("Registrar");
    form.getByLabel("Password").fill("correct quiet evening harbour");
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
    assertThat(
            rig.get("admin", "/api/users/?search=journey.user").<List<String>>path("results.role"))
        .containsExactly("Registrar");
    page.navigate(rig.address() + "/audit?entity=User");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what changed"))
        .first()
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG).getByText("journey.user").first()).isVisible();
    page.context().close();
  }
}
