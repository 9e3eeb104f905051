import { i18n } from "@lingui/core";
import { type ReactNode, useState } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { messageOf } from "../api/problem";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { Notice } from "./Notice";

/** A dialog over the page. `wide` gives room to forms of two columns, `drawer` puts it at the side. */
export function Dialog(props: {
  title: string;
  isOpen: boolean;
  onClose?: () => void;
  isDismissable?: boolean;
  size?: "narrow" | "wide" | "drawer";
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isOpen={props.isOpen}
      isDismissable={props.isDismissable ?? true}
      isKeyboardDismissDisabled={props.isDismissable === false}
      onOpenChange={(open) => !open && props.onClose?.()}
    >
      <Modal className={`${styles.modal} ${styles[props.size ?? "narrow"]}`}>
        <AriaDialog className={styles.dialog ?? ""}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            {props.isDismissable !== false && (
              <Button variant="quiet" small onPress={() => props.onClose?.()} aria-label={i18n.t("Close")}>
                <span aria-hidden="true">✕</span>
              </Button>
            )}
          </div>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Asks before something that is not undone by a click; the deed's own word stands on the button. */
export function Confirm(props: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  confirm: string;
  danger?: boolean;
  isDisabled?: boolean;
  onConfirm: () => Promise<unknown>;
  children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  async function confirm() {
    setBusy(true);
    setFault("");
    try {
      await props.onConfirm();
      props.onClose();
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <div className="stack">
        {props.children}
        {fault && <Notice tone="bad">{fault}</Notice>}
        <div className="row end">
          <Button onPress={props.onClose}>{i18n.t("Cancel")}</Button>
          <Button
            variant={props.danger ? "danger" : "primary"}
            isPending={busy}
            isDisabled={props.isDisabled ?? false}
            onPress={confirm}
          >
            {props.confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
