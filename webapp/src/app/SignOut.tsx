import { i18n } from "@lingui/core";
import { useState } from "react";
import { messageOf } from "../api/problem";
import { waitingOf } from "../features/attendance/kept";
import { useRegisters } from "../features/attendance/queries";
import { leave as leavePage } from "../lib/back";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Dialog";
import { tell } from "../ui/toast";
import { useAccess, useSession } from "./session";

/** Ends the sign-in and takes everything of it from this device; asks first where marks would be lost. */
export function SignOut() {
  const { user } = useSession();
  const { leave } = useAccess();
  const [asking, setAsking] = useState(false);
  const waiting = useRegisters(user.id).reduce((sum, one) => sum + waitingOf(one), 0);
  return (
    <>
      <Button
        small
        variant="quiet"
        onPress={() =>
          waiting > 0
            ? setAsking(true)
            : leavePage("", () => void leave().catch((error) => tell(messageOf(error), { tone: "bad" })))
        }
      >
        {i18n.t("Sign out")}
      </Button>
      <Confirm
        title={i18n.t("Sign out and lose marks?")}
        isOpen={asking}
        onClose={() => setAsking(false)}
        confirm={i18n.t("Sign out")}
        danger
        onConfirm={leave}
      >
        <p>
          {i18n.t(
            "{count, plural, one {# mark of attendance is} other {# marks of attendance are}} on this device and not on the server yet. Signing out removes them.",
            { count: waiting },
          )}
        </p>
      </Confirm>
    </>
  );
}
