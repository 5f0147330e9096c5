/**
 * Second screen: names for the library, the branch, the desk and the person, and whose rules it follows; or the way to
 * a library that exists.
 */
import { type ReactNode, useState } from "react";
import type { Host } from "#shared/host/contract.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import styles from "./first-run.module.css";

export interface DeskAnswers {
  readonly library: string;
  readonly branch: string;
  readonly branchCode: string;
  readonly desk: string;
  readonly person: string;
  readonly folder: string;
  readonly code: string;
}

export interface DeskStepProps {
  readonly way: "new" | "join";
  readonly error: Message | null;
  readonly host: Host;
  /** The system can show its own folder dialog. */
  readonly canAsk: boolean;
  /** Whose rules a new library follows: asked last. */
  readonly place: ReactNode;
  readonly onBack: () => void;
  readonly onFinish: (answers: DeskAnswers) => Promise<void>;
}

const NEW_FIELDS = ["library", "branch", "branchCode", "desk", "person"] as const;
const JOIN_FIELDS = ["folder", "code", "branch", "desk"] as const;
/** Short answers stand two in a row, so that all is asked in a low window. */
const HALF: readonly string[] = ["branch", "branchCode", "desk", "person"];
type FieldName = (typeof NEW_FIELDS)[number] | (typeof JOIN_FIELDS)[number];

const EMPTY: DeskAnswers = { library: "", branch: "", branchCode: "", desk: "", person: "", folder: "", code: "" };

export function DeskStep({ way, error, host, canAsk, place, onBack, onFinish }: DeskStepProps) {
  const t = useT();
  const say = useSay();
  const [answers, setAnswers] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  /** Counts choices in the system's dialog: only these put a new text into the field, typing never does. */
  const [picked, setPicked] = useState(0);
  const names: readonly FieldName[] = way === "new" ? NEW_FIELDS : JOIN_FIELDS;
  const missing = names.find((name) => answers[name].trim() === "");
  const set = (name: FieldName, value: string): void => setAnswers((before) => ({ ...before, [name]: value }));
  const askFolder = async (): Promise<void> => {
    const chosen = await host("share.choose", { path: null });
    if (!chosen.ok) return;
    set("folder", chosen.value.path);
    setPicked((before) => before + 1);
  };
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (missing !== undefined) {
          event.currentTarget.querySelector<HTMLInputElement>(`[name="${missing}"]`)?.focus();
          return;
        }
        setBusy(true);
        const trimmed = Object.fromEntries(
          Object.entries(answers).map(([name, value]) => [name, value.trim()]),
        ) as unknown as DeskAnswers; // same keys
        void onFinish(trimmed).finally(() => setBusy(false));
      }}
    >
      <div className={styles.names}>
        {names.map((name, index) => (
          <div key={name} className={HALF.includes(name) ? undefined : styles.whole}>
            <Field
              label={t(`first-run.field-${name}`)}
              hint={t(`first-run.hint-${name}`)}
              {...(asked && answers[name].trim() === "" && { error: t("first-run.missing") })}
            >
              {(control) => (
                <div className={styles.line}>
                  <TextInput
                    {...control}
                    name={name}
                    readOnly={name === "folder" && canAsk}
                    maxLength={name === "folder" ? 1000 : name === "branchCode" ? 12 : 60}
                    defaultValue={answers[name]}
                    key={name === "folder" ? `${name}-${picked}` : name}
                    autoFocus={index === 0}
                    onInput={(event) => set(name, event.currentTarget.value)}
                  />
                  {name === "folder" && canAsk && (
                    <Button onClick={() => void askFolder()}>{t("first-run.choose-folder")}</Button>
                  )}
                </div>
              )}
            </Field>
          </div>
        ))}
      </div>
      {way === "new" && place}
      {error !== null && (
        <p role="alert" className="field-error">
          {say(error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={onBack}>{t("first-run.back")}</Button>
        <Button kind="primary" type="submit" disabled={busy}>
          {t(busy ? "first-run.working" : way === "new" ? "first-run.found" : "first-run.join-now")}
        </Button>
      </div>
    </form>
  );
}
