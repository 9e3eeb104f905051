import { i18n } from "@lingui/core";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, ok, type Schema, upload } from "../../api/client";
import { messageOf } from "../../api/problem";
import { say } from "../../api/say";
import { Gate } from "../../app/Gate";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { FileDrop } from "../../ui/FileDrop";
import { Notice } from "../../ui/Notice";
import { Facts } from "../../ui/Page";
import { TextField } from "../../ui/TextField";
import { codeIn } from "./model";
import styles from "./VerifyPage.module.css";

/** For anybody who holds a document: by its code, by its QR code in front of the camera, or by the file. */
export default function VerifyPage() {
  const [params, setParams] = useSearchParams();
  const asked = params.get("code") ?? "";
  const [code, setCode] = useState(asked);
  const [answer, setAnswer] = useState<Schema<"Verification"> | null>(null);
  const [fault, setFault] = useState("");
  const [codeFault, setCodeFault] = useState("");
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [camera, setCamera] = useState(false);

  const ask = useCallback(async (question: Promise<Schema<"Verification">>) => {
    setAnswer(null);
    setFault("");
    setCodeFault("");
    setBusy(true);
    try {
      setAnswer(await question);
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same code may be asked about again
  useEffect(() => {
    if (asked) void ask(ok(api.GET("/api/verify/{code}/", { params: { path: { code: asked } } })));
  }, [asked, tries, ask]);

  function check(event: FormEvent) {
    event.preventDefault();
    const found = codeIn(code);
    if (found === "") {
      setCodeFault(i18n.t("This is no code. Copy the address below the QR code, or scan it."));
    } else if (found === asked) {
      setTries(tries + 1);
    } else {
      setParams({ code: found });
    }
  }

  return (
    <Gate title={i18n.t("Check a document")} lead={i18n.t("Is what you hold what was issued?")} wide>
      <form onSubmit={check} className="stack">
        <TextField
          label={i18n.t("Code on the document")}
          value={code}
          onChange={(text) => {
            setCode(text);
            setCodeFault("");
          }}
          help={i18n.t(
            "The last part of the address below the QR code, or all of it; not the serial number.",
          )}
          errorMessage={codeFault}
          autoComplete="off"
          spellCheck={false}
        />
        <div className="row">
          <Button type="submit" variant="primary" isPending={busy}>
            {i18n.t("Check")}
          </Button>
          <Button onPress={() => setCamera(!camera)}>
            {camera ? i18n.t("Stop the camera") : i18n.t("Scan the QR code")}
          </Button>
        </div>
      </form>
      <FileDrop
        label={i18n.t("Drop the PDF here, or choose it")}
        note={i18n.t("It is compared with what was issued, and not kept.")}
        accept="application/pdf"
        onFile={(file) => void ask(upload<Schema<"Verification">>("/api/verify/", file))}
      />
      {camera && (
        <Camera
          onCode={(found) => {
            setCamera(false);
            setCode(found);
            setParams({ code: found });
          }}
          onFault={(text) => {
            setCamera(false);
            setFault(text);
          }}
        />
      )}
      {fault && <Notice tone="bad">{fault}</Notice>}
      {answer && <Answer answer={answer} />}
      <Link to="/" className="small">
        {i18n.t("Sign in")}
      </Link>
    </Gate>
  );
}

function Answer({ answer }: { answer: Schema<"Verification"> }) {
  const verdict: Record<string, { tone: "good" | "bad" | "warn"; text: string }> = {
    valid: { tone: "good", text: i18n.t("Valid: this document was issued and stands.") },
    revoked: { tone: "bad", text: i18n.t("Revoked: this document was taken back.") },
    superseded: { tone: "warn", text: i18n.t("Superseded: a newer document has taken its place.") },
    altered: { tone: "bad", text: i18n.t("Altered: the file is not what was issued.") },
    unknown: { tone: "bad", text: i18n.t("Unknown: no document of this institution.") },
  };
  const { tone, text } = verdict[answer.status] ?? { tone: "warn" as const, text: answer.status };
  return (
    <div className="stack" aria-live="polite">
      <Notice tone={tone}>
        <strong>{text}</strong> {say(answer.reason)}
      </Notice>
      {answer.serial && (
        <Facts
          facts={[
            [i18n.t("Serial"), answer.serial],
            [i18n.t("Kind"), answer.type],
            [i18n.t("Holder"), answer.student_name],
            [i18n.t("Program"), answer.program],
            [i18n.t("Issued"), instant(answer.issued_at)],
          ]}
        />
      )}
    </div>
  );
}

function Camera(props: { onCode: (code: string) => void; onFault: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const { onCode, onFault } = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera starts once, as long as it is shown
  useEffect(() => {
    let stream: MediaStream | null = null;
    let timer = 0;
    async function start() {
      try {
        const { default: read } = await import("jsqr");
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
        const screen = video.current;
        if (!screen) return;
        screen.srcObject = stream;
        await screen.play();
        const canvas = document.createElement("canvas");
        const context = canvas.getContext("2d", { willReadFrequently: true });
        timer = window.setInterval(() => {
          if (!context || screen.videoWidth === 0) return;
          canvas.width = screen.videoWidth;
          canvas.height = screen.videoHeight;
          context.drawImage(screen, 0, 0);
          const image = context.getImageData(0, 0, canvas.width, canvas.height);
          const found = codeIn(read(image.data, image.width, image.height)?.data ?? "");
          if (found) onCode(found);
        }, 250);
      } catch {
        onFault(i18n.t("The camera cannot be used. Type the code, or upload the PDF."));
      }
    }
    void start();
    return () => {
      window.clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);

  return <video ref={video} className={styles.video} muted playsInline aria-label={i18n.t("Camera")} />;
}
