/**
 * The first minutes of a desk, at most four screens: language and place; new library, join or restore; names;
 * scanner and code sheet. Nothing is made before the last question is answered.
 */
import { useState } from "react";
import type { BackupRef } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import type { Jurisdiction } from "#shared/model/house.ts";
import type { FirstRunResult } from "../../db/first-run-result.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useLanguage, useT } from "../../i18n/use-t.ts";
import { ChoiceStep } from "./choice-step.tsx";
import { type DeskAnswers, DeskStep } from "./desk-step.tsx";
import { DoneStep } from "./done-step.tsx";
import styles from "./first-run.module.css";
import { libraryChanges } from "./first-run-changes.ts";
import { foundMessage, joinMessage, restoreMessage } from "./first-run-errors.ts";
import { LanguageStep } from "./language-step.tsx";
import { RestoreStep } from "./restore-step.tsx";

export interface FirstRunProps {
  readonly host: Host;
  readonly start: StartInfo;
  readonly onDone: (result: FirstRunResult) => void;
}

type Way = "new" | "join" | "restore";
type Step = "language" | "choice" | "desk" | "done";
const STEPS: readonly Step[] = ["language", "choice", "desk", "done"];

export function FirstRun({ host, start, onDone }: FirstRunProps) {
  const t = useT();
  const [language] = useLanguage();
  const [step, setStep] = useState<Step>("language");
  const [jurisdiction, setJurisdiction] = useState<Jurisdiction>(language === "zh-TW" ? "taiwan" : language === "zh-CN" ? "mainland" : "other");
  const [way, setWay] = useState<Way>("new");
  const [error, setError] = useState<Message | null>(null);
  const [ready, setReady] = useState<{ result: FirstRunResult; code: string | null } | null>(null);

  const finish = async (answers: DeskAnswers): Promise<void> => {
    setError(null);
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    const made = libraryChanges({ ...answers, way: way === "new" ? "new" : "join", jurisdiction, nowMs: Date.now(), random });
    let code: string | null = null;
    if (way === "new") {
      const founded = await host("library.found", { libraryName: answers.library, deskName: answers.desk, branchName: answers.branch });
      if (!founded.ok) return setError(foundMessage(founded.error));
      code = founded.value.code;
    } else {
      const chosen = await host("share.choose", { path: answers.folder });
      if (!chosen.ok) return setError(joinMessage(chosen.error));
      const joined = await host("library.join", { code: answers.code, deskName: answers.desk, branchName: answers.branch });
      if (!joined.ok) return setError(joinMessage(joined.error));
    }
    await host("settings.write", {
      language,
      deskName: answers.desk,
      deskLetter: answers.desk.slice(0, 1).toUpperCase(),
      firstRunDone: true,
      // whoever joins knows the branch by name until its record has come
      ...(made.branch === null ? { branchName: answers.branch } : { branch: made.branch }),
      ...(made.staff !== null && { staff: made.staff }),
    });
    setReady({ result: { changes: made.changes, staff: made.staff ?? "" }, code });
    setStep("done");
  };

  const restore = async (ref: BackupRef, code: string): Promise<void> => {
    setError(null);
    const entered = await host("backup.enter", { ...ref, code });
    if (!entered.ok) return setError(restoreMessage(entered.error));
    // the other settings are those of the backup
    const written = await host("settings.write", { language });
    setReady({ result: { changes: [], staff: (written.ok && written.value.staff) || "" }, code: null });
    setStep("done");
  };

  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <h1>{t("first-run.title")}</h1>
        <p className="meta">{t("first-run.step", { step: STEPS.indexOf(step) + 1, of: STEPS.length })}</p>
      </header>
      {step === "language" && <LanguageStep jurisdiction={jurisdiction} onJurisdiction={setJurisdiction} onNext={() => setStep("choice")} />}
      {step === "choice" && (
        <ChoiceStep
          onBack={() => setStep("language")}
          onChoose={(chosen) => {
            setWay(chosen);
            setError(null);
            setStep("desk");
          }}
        />
      )}
      {step === "desk" && way === "restore" && <RestoreStep error={error} onBack={() => setStep("choice")} onRestore={restore} canAsk={start.shell === "electron"} host={host} />}
      {step === "desk" && way !== "restore" && <DeskStep way={way} error={error} onBack={() => setStep("choice")} onFinish={finish} canAsk={start.shell === "electron"} host={host} />}
      {step === "done" && ready !== null && <DoneStep code={ready.code} said={way === "restore" ? "first-run.restored" : "first-run.joined"} onDone={() => onDone(ready.result)} />}
    </main>
  );
}
