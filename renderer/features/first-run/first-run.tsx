/**
 * The first minutes of a desk, three screens: how to begin; names; scanner and code sheet. Nothing is made before the
 * last question is answered.
 */
import { type ReactNode, useState } from "react";
import type { BackupRef } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { DeviceSettings, Founding, StartInfo } from "#shared/host/device-calls.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Jurisdiction } from "#shared/model/house.ts";
import { useCalendarOf } from "../../desk-services/library/use-calendar.ts";
import type { PrintedBy } from "../../desk-services/paper/use-print-foot.ts";
import type { Language } from "../../i18n/locale.ts";
import type { Message, MessageId } from "../../i18n/message-id.ts";
import { useLanguage, useT } from "../../i18n/use-t.ts";
import { type DeskAnswers, DeskStep } from "./desk-step.tsx";
import { DoneStep } from "./done-step.tsx";
import styles from "./first-run.module.css";
import { foundMessage, joinMessage, restoreMessage, trialMessage } from "./first-run-errors.ts";
import { PlaceChoice } from "./place-choice.tsx";
import { RestoreFirst } from "./restore-step.tsx";
import { WelcomeStep } from "./welcome-step.tsx";

export interface FirstRunProps {
  readonly host: Host;
  readonly start: StartInfo;
  readonly onDone: () => void;
  /** The trial stands behind this page. */
  readonly onTrial: () => void;
  readonly drawCode: (sheet: NewCode) => ReactNode;
}

/** The code of a library that was founded here, and what belongs on its sheet. */
export interface NewCode extends PrintedBy {
  readonly code: string;
  readonly libraryId: string;
  readonly libraryName: string;
}

type Way = "new" | "join" | "restore";
type Step = "welcome" | "desk" | "done";
const STEPS: readonly Step[] = ["welcome", "desk", "done"];
const TITLES: Readonly<Record<Way, MessageId>> = {
  new: "first-run.new",
  join: "first-run.join",
  restore: "first-run.restore",
};
/** Whose rules somebody probably follows who reads this language; asked before anything is made. */
const PROBABLY: Readonly<Record<Language, Jurisdiction>> = {
  "zh-CN": "mainland",
  "zh-TW": "taiwan",
  en: "other",
  pseudo: "other",
};

export function FirstRun({ host, start, onDone, onTrial, drawCode }: FirstRunProps) {
  const t = useT();
  const [language] = useLanguage();
  const [step, setStep] = useState<Step>("welcome");
  const [chosenPlace, setPlace] = useState<Jurisdiction | null>(null);
  const place = chosenPlace ?? PROBABLY[language];
  useCalendarOf(place);
  const [way, setWay] = useState<Way>("new");
  const [error, setError] = useState<Message | null>(null);
  const [code, setCode] = useState<NewCode | null>(null);

  const finish = async (answers: DeskAnswers): Promise<void> => {
    setError(null);
    const ofDesk: DeviceSettings = { language, deskName: answers.desk };
    if (way === "new") {
      // before the library: whenever the window is closed, its first records can be written at the next start
      const founding = foundingOf(answers, place);
      const noted = await host("settings.write", { ...ofDesk, founding });
      if (!noted.ok) return setError(foundMessage(noted.error));
      const founded = await host("library.found", {
        libraryName: answers.library,
        deskName: answers.desk,
        branchName: answers.branch,
        staff: founding.staff,
      });
      if (!founded.ok) return setError(foundMessage(founded.error));
      const { library: libraryName, branch, desk, person } = answers;
      setCode({ ...founded.value, libraryName, branch, desk, person, at: Date.now() });
    } else {
      const chosen = await host("share.choose", { path: answers.folder });
      if (!chosen.ok) return setError(joinMessage(chosen.error));
      // whoever joins brings nothing, and knows the branch by name until its record has come
      const noted = await host("settings.write", { ...ofDesk, branchName: answers.branch, founding: null });
      if (!noted.ok) return setError(joinMessage(noted.error));
      const joined = await host("library.join", {
        code: answers.code,
        deskName: answers.desk,
        branchName: answers.branch,
      });
      if (!joined.ok) return setError(joinMessage(joined.error));
    }
    setStep("done");
  };

  const restore = async (ref: BackupRef, typed: string): Promise<void> => {
    setError(null);
    const noted = await host("settings.write", { founding: null });
    if (!noted.ok) return setError(restoreMessage(noted.error));
    const entered = await host("backup.enter", { ...ref, code: typed });
    if (!entered.ok) return setError(restoreMessage(entered.error));
    // the other settings are those of the backup
    await host("settings.write", { language });
    setStep("done");
  };

  const enterTrial = async (): Promise<Message | null> => {
    // so the trial speaks, and this screen after it
    await host("settings.write", { language });
    const entered = await host("trial.enter", {});
    if (!entered.ok) return trialMessage(entered.error);
    onTrial();
    return null;
  };

  if (step === "welcome") {
    return (
      <WelcomeStep
        onTrial={enterTrial}
        onChoose={(chosen) => {
          setWay(chosen);
          setError(null);
          setStep("desk");
        }}
      />
    );
  }
  const back = (): void => setStep("welcome");
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <h1>{t(step === "done" ? "first-run.done" : TITLES[way])}</h1>
        <p className="meta">{t("first-run.step", { step: STEPS.indexOf(step) + 1, of: STEPS.length })}</p>
      </header>
      {step === "desk" && way === "restore" && (
        <RestoreFirst
          error={error}
          onBack={back}
          onLook={() => setError(null)}
          onRestore={restore}
          canAsk={start.shell === "electron"}
          host={host}
        />
      )}
      {step === "desk" && way !== "restore" && (
        <DeskStep
          way={way}
          error={error}
          onBack={back}
          onFinish={finish}
          canAsk={start.shell === "electron"}
          host={host}
          place={<PlaceChoice place={place} onPlace={setPlace} />}
        />
      )}
      {step === "done" && (
        <DoneStep
          code={code === null ? null : drawCode(code)}
          said={way === "restore" ? "first-run.restored" : "first-run.joined"}
          keys={start.keys}
          onScanner={async (scanner) => (await host("settings.write", { scanner })).ok}
          onDone={onDone}
        />
      )}
    </main>
  );
}

function foundingOf({ library, branch, branchCode, person }: DeskAnswers, jurisdiction: Jurisdiction): Founding {
  const now = Date.now();
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  return {
    branch: uuidV7(now, random),
    staff: uuidV7(now, random),
    jurisdiction,
    library,
    branchName: branch,
    branchCode,
    person,
  };
}
