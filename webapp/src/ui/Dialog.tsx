import { i18n } from "@lingui/core";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useLocation } from "react-router";
import { messageOf } from "../api/problem";
import { holdPage } from "../lib/back";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { Notice } from "./Notice";

/** Tells the dialog or the page around whether something is typed that is not saved. */
const Unsaved = createContext<(form: string, unsaved: boolean) => void>(() => {});

/** Keeps what is typed from being lost by a slip: the dialog or the page around asks, and so does the browser. */
export function useUnsaved(unsaved: boolean) {
  const form = useId();
  const tellAround = useContext(Unsaved);
  useEffect(() => {
    tellAround(form, unsaved);
    return () => tellAround(form, false);
  }, [tellAround, form, unsaved]);
  useEffect(() => {
    if (!unsaved) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [unsaved]);
}

/** The forms within in which something is typed that is not saved. */
function useTyped() {
  const typed = useRef(new Set<string>());
  const note = useCallback((form: string, unsaved: boolean) => {
    if (unsaved) typed.current.add(form);
    else typed.current.delete(form);
  }, []);
  return { typed, note };
}

/** Asks before a page is left in whose forms something is typed. */
export function HeldPage({ children }: { children: ReactNode }) {
  const { typed, note } = useTyped();
  const [going, setGoing] = useState<(() => void) | null>(null);
  const { pathname, key } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: each entry of the history has another place
  useEffect(
    () =>
      holdPage(
        (path) => path !== pathname && typed.current.size > 0,
        (go) => setGoing(() => go),
      ),
    [pathname, key, typed],
  );

  return (
    <Unsaved value={note}>
      {children}
      <Dialog title={i18n.t("Leave this page?")} isOpen={going !== null} onClose={() => setGoing(null)}>
        <NotSaved
          onStay={() => setGoing(null)}
          onDiscard={() => {
            typed.current.clear();
            setGoing(null);
            going?.();
          }}
        />
      </Dialog>
    </Unsaved>
  );
}

function NotSaved(props: { onStay: () => void; onDiscard: () => void }) {
  return (
    <Notice tone="warn">
      <div className="row between">
        <span>{i18n.t("What you typed is not saved.")}</span>
        <div className="row">
          <Button small autoFocus onPress={props.onStay}>
            {i18n.t("Go on typing")}
          </Button>
          <Button small variant="danger" onPress={props.onDiscard}>
            {i18n.t("Discard")}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

/**
 * A dialog over the page. `wide` gives room to forms of two columns, `drawer` puts it at the side. Escape, a click
 * beside it and its own button close it; where something is typed it asks before, also when the browser goes back.
 */
export function Dialog(props: {
  title: string;
  isOpen: boolean;
  onClose?: () => void;
  isDismissable?: boolean;
  size?: "narrow" | "wide" | "drawer";
  children: ReactNode;
}) {
  const { typed, note } = useTyped();
  const [asking, setAsking] = useState(false);

  function close() {
    if (typed.current.size > 0) setAsking(true);
    else props.onClose?.();
  }

  useEffect(() => {
    if (!props.isOpen) return;
    const stop = holdPage(
      () => typed.current.size > 0,
      () => setAsking(true),
    );
    return () => {
      stop();
      setAsking(false);
    };
  }, [props.isOpen, typed]);

  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isOpen={props.isOpen}
      isDismissable={props.isDismissable ?? true}
      isKeyboardDismissDisabled={props.isDismissable === false}
      onOpenChange={(open) => !open && close()}
    >
      <Modal className={`${styles.modal} ${styles[props.size ?? "narrow"]}`}>
        <AriaDialog className={styles.dialog ?? ""}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            {props.isDismissable !== false && (
              <Button variant="quiet" small onPress={close} aria-label={i18n.t("Close")}>
                <span aria-hidden="true">✕</span>
              </Button>
            )}
          </div>
          {asking && (
            <NotSaved
              onStay={() => setAsking(false)}
              onDiscard={() => {
                setAsking(false);
                props.onClose?.();
              }}
            />
          )}
          <Unsaved value={note}>{props.children}</Unsaved>
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

  function close() {
    setFault("");
    props.onClose();
  }

  async function confirm() {
    setBusy(true);
    setFault("");
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={props.title} isOpen={props.isOpen} onClose={close}>
      <div className="stack">
        {props.children}
        {fault && <Notice tone="bad">{fault}</Notice>}
        <div className="row end">
          <Button onPress={close}>{i18n.t("Cancel")}</Button>
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
