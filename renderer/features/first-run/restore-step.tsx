/** Second screen for a computer whose data are gone: which backup, and the library code that opens it. */
import { useEffect, useState } from "react";
import type { BackupEntry, BackupList, BackupOwner, BackupRef } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import { normalizeBase32 } from "#shared/kernel/base32.ts";
import { createNewest } from "#shared/kernel/newest.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Radio } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { numberMark, ownerOf } from "../../words/computer-names.ts";
import styles from "./first-run.module.css";
import { restoreMessage } from "./first-run-errors.ts";

export interface RestoreStepProps {
  readonly error: Message | null;
  readonly host: Host;
  /** The system can show its own folder dialog. */
  readonly canAsk: boolean;
  readonly onBack: () => void;
  /** Another folder is looked at: what was wrong was wrong with the one before. */
  readonly onLook: () => void;
  readonly onRestore: (ref: BackupRef, code: string) => Promise<void>;
}

type Found = BackupList & { readonly place: "here" | "shown" };

export function RestoreFirst({ error, host, canAsk, onBack, onLook, onRestore }: RestoreStepProps) {
  const t = useT();
  const say = useSay();
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState<Message | null>(null);
  const [folder, setFolder] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [newest] = useState(createNewest);
  const owners = useOwners(host, found, code);

  // the newest one unless another was picked
  const usable = found?.backups.filter(({ state }) => state === "sealed") ?? [];
  const chosen = usable.find(({ id }) => id === picked)?.id ?? usable[0]?.id ?? null;
  useEffect(() => {
    // those that its own data folder has kept, if any
    const isNewest = newest.begin();
    void host("backup.list", { place: "here" }).then((list) => {
      if (isNewest() && list.ok && list.value.backups.length > 0) setFound({ ...list.value, place: "here" });
    });
  }, [host, newest]);
  const look = async (path: string | null): Promise<void> => {
    if (path === "") return;
    setFault(null);
    setAsked(false);
    onLook();
    const isNewest = newest.begin();
    const shown = await host("backup.show", { path });
    if (!isNewest()) return;
    if (!shown.ok) {
      if (shown.error.tag !== "cancelled") setFault(restoreMessage(shown.error));
      return;
    }
    if (shown.value.backups.length === 0) setFault({ id: "first-run.no-backup" });
    setFound({ ...shown.value, place: "shown" });
  };

  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (found === null || chosen === null || code.trim() === "") return;
        setBusy(true);
        void onRestore({ place: found.place, id: chosen }, code.trim()).finally(() => setBusy(false));
      }}
    >
      <p className="soft">{t("first-run.restore-hint")}</p>
      <Field
        label={t("first-run.backup-folder")}
        hint={t("first-run.backup-folder-hint")}
        error={fault === null ? undefined : say(fault)}
      >
        {(control) => (
          <div className={styles.line}>
            <TextInput
              {...control}
              name="folder"
              maxLength={1000}
              autoFocus
              className="mono"
              {...(canAsk
                ? { readOnly: true, value: found?.place === "shown" ? found.path : "" }
                : { defaultValue: "", onInput: (event) => setFolder(event.currentTarget.value) })}
              onEnter={() => void look(canAsk ? null : folder.trim())}
            />
            {!canAsk && <Button onClick={() => void look(folder.trim())}>{t("first-run.look-for-backups")}</Button>}
            {canAsk && <Button onClick={() => void look(null)}>{t("first-run.choose-folder")}</Button>}
          </div>
        )}
      </Field>
      {found !== null && usable.length > 0 && (
        <Choice path={found.path} backups={usable} owners={owners} chosen={chosen} onChoose={setPicked} />
      )}
      {asked && chosen === null && (
        <p role="alert" className="field-error">
          {t("first-run.no-backup-chosen")}
        </p>
      )}
      <Field
        label={t("first-run.field-code")}
        hint={t("first-run.hint-code")}
        {...(asked && code.trim() === "" && { error: t("first-run.missing") })}
      >
        {(control) => (
          <TextInput
            {...control}
            name="code"
            maxLength={60}
            defaultValue=""
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      {error !== null && (
        <p role="alert" className="field-error">
          {say(error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={onBack}>{t("first-run.back")}</Button>
        <Button kind="primary" type="submit" disabled={busy}>
          {t(busy ? "first-run.restoring" : "first-run.restore-now")}
        </Button>
      </div>
    </form>
  );
}

const CODE_LENGTH = 26;

/** Whose the backups are, once the code is there that opens their names; asked where there is more than one. */
function useOwners(host: Host, found: Found | null, code: string): readonly BackupOwner[] {
  const [owners, setOwners] = useState<readonly BackupOwner[]>([]);
  const typed = normalizeBase32(code) ?? "";
  const place = typed.length === CODE_LENGTH && found !== null && found.backups.length > 1 ? found.place : null;
  // another folder of the same place has other backups
  const path = found?.path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each folder is looked into anew
  useEffect(() => {
    setOwners([]);
    if (place === null) return;
    let isWanted = true;
    void host("backup.owners", { place, code: typed }).then((told) => {
      if (isWanted && told.ok) setOwners(told.value);
    });
    return () => {
      isWanted = false;
    };
  }, [host, place, path, typed]);
  return owners;
}

interface ChoiceProps {
  readonly path: string;
  readonly backups: readonly BackupEntry[];
  readonly owners: readonly BackupOwner[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Until the code is typed only age and size are known, and which are of one computer. */
function Choice({ path, backups, owners, chosen, onChoose }: ChoiceProps) {
  const t = useT();
  const format = useFormat();
  const now = Date.now();
  const isOfSeveral = new Set(backups.map(ownerOf)).size > 1;
  const ownerText = (backup: BackupEntry): string | null => {
    const told = owners.find(({ id }) => id === backup.id);
    if (told !== undefined) return t("first-run.backup-owner", { device: told.device, branch: told.branch });
    const stream = isOfSeveral ? ownerOf(backup) : null;
    return stream === null ? null : t("first-run.backup-number", { number: numberMark(stream) });
  };
  const line = (backup: BackupEntry): string => {
    const values = {
      when: backup.at === null ? backup.id : format.moment(backup.at, now),
      size: format.bytes(backup.bytes),
    };
    const owner = ownerText(backup);
    return owner === null ? t("first-run.backup-line", values) : t("first-run.backup-line-of", { ...values, owner });
  };
  return (
    <fieldset className={styles.choices}>
      <legend>{t("first-run.backups-in", { folder: path })}</legend>
      {backups.map((backup) => (
        <Radio key={backup.id} name="backup" checked={chosen === backup.id} onChange={() => onChoose(backup.id)}>
          {line(backup)}
        </Radio>
      ))}
      {isOfSeveral && owners.length === 0 && <p className="meta">{t("first-run.backups-of-several")}</p>}
    </fieldset>
  );
}
