package edu.fmu.sims.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person's account. What it may do follows from its role alone. */
@Entity
@Table(name = "app_user")
public class Account {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String username;
  private String email;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  private String role;

  @Column(name = "is_active")
  private boolean active;

  @Column(name = "student_id")
  private Long studentId;

  /** Empty while the account has no password, which no password matches. */
  @Column(name = "password_hash")
  private String passwordHash = "";

  @Version private int version;

  protected Account() {}

  Account(AccountBody body) {
    change(body);
  }

  /**
   * Takes over what the administrator wrote, but for the password.
   *
   * @return whether the account's rights changed, so that its sign-ins must end
   */
  final boolean change(AccountBody body) {
    String newRole = body.role().isEmpty() ? null : body.role();
    boolean rightsChange = active != body.isActive() || !Objects.equals(role, newRole);
    this.username = body.username();
    this.email = body.email();
    this.firstName = body.firstName();
    this.lastName = body.lastName();
    this.role = newRole;
    this.active = body.isActive();
    this.studentId = body.student();
    return rightsChange;
  }

  final void setPassword(String hash) {
    this.passwordHash = hash;
  }

  /** Whether it is one of those who can put everything right again. */
  final boolean isActiveAdmin() {
    return active && "Admin".equals(role);
  }

  final @Nullable Long id() {
    return id;
  }
}
