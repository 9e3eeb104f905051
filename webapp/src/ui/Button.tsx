import type { ReactNode } from "react";
import { type ButtonProps, Button as Pressable } from "react-aria-components/Button";
import { Link, type LinkProps } from "react-router";
import styles from "./Button.module.css";

type Variant = "primary" | "plain" | "quiet" | "danger";

/** A button. `isPending` keeps it in place and says that it works. */
export function Button({
  variant = "plain",
  small = false,
  children,
  ...props
}: Omit<ButtonProps, "children" | "className"> & {
  variant?: Variant;
  small?: boolean;
  children: ReactNode;
}) {
  return (
    <Pressable {...props} className={`${styles.button} ${styles[variant]} ${small ? styles.small : ""}`}>
      {props.isPending && <span className={styles.spinner} aria-hidden="true" />}
      {children}
    </Pressable>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  variant = "plain",
  small = false,
  ...props
}: LinkProps & { variant?: Variant; small?: boolean }) {
  return <Link {...props} className={`${styles.button} ${styles[variant]} ${small ? styles.small : ""}`} />;
}
