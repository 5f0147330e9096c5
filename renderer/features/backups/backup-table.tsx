/** The backups of one place, newest first: age, size, records, whether each was verified. */

import { useLiveQuery } from "dexie-react-hooks";
import type { LucideIcon } from "lucide-react";
import { Check, CircleAlert, CircleHelp, HardDrive, KeyRound, Lock } from "lucide-react";
import { useState } from "react";
import type { BackupEntry, BackupPlace, BackupState } from "#shared/host/backup-calls.ts";
import { linesIn, readSyncLog } from "../../db/exchange/sync-log.ts";
import { useServices } from "../../desk-services/services.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { AlertDialog } from "../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Pill, type PillProps } from "../../ui/pill.tsx";
import { ownerNames } from "./backup-owners.ts";
import type { PlaceState } from "./backup-places-store.ts";
import { useBackupActions, useBackupState } from "./backup-provider.tsx";
import { faultMessage } from "./backup-words.ts";
import styles from "./backups.module.css";
import { isOfOut, mayHoldErased, type OutBackups, useOutBackups } from "./out-backups.ts";
import { PlaceAway } from "./place-away.tsx";

const TITLES: Readonly<Record<BackupPlace, MessageId>> = {
  here: "backups.place-here",
  second: "backups.place-second",
  shown: "backups.place-shown",
};

export function BackupTable({ place, now }: { place: BackupPlace; now: number }) {
  const t = useT();
  const state = useBackupState((all) => all[place]);
  const actions = useBackupActions();
  const id = `backups-${place}`;
  return (
    <section aria-labelledby={id} className={styles.place}>
      <div className="section-head">
        <h2 id={id}>{t(TITLES[place])}</h2>
        {place === "second" && (
          <Button className="push" size="small" onClick={() => actions.open("second")}>
            {t(state.tag === "fault" && state.fault.tag === "no-place" ? "backups.choose" : "backups.change")}
          </Button>
        )}
      </div>
      <PlaceBody place={place} state={state} now={now} />
    </section>
  );
}

function PlaceBody({ place, state, now }: { place: BackupPlace; state: PlaceState; now: number }) {
  const t = useT();
  const out = useOutBackups();
  const { db } = useServices();
  const lines = useLiveQuery(async () => linesIn(await readSyncLog(db)), [db]);
  if (state.tag === "unread") return <p className="soft">{t("backups.reading")}</p>;
  if (state.tag === "fault") {
    return state.fault.tag === "no-place" ? (
      <p className="soft">{t("backups.no-second")}</p>
    ) : (
      <PlaceAway place={place} fault={state.fault} />
    );
  }
  const { path, backups } = state.list;
  const nameOf = ownerNames(lines ?? [], backups);
  const others = backups.filter((entry) => entry.state === "other-code").length;
  const holding = backups.filter((entry) => mayHoldErased(out, place, entry)).length;
  return (
    <>
      <p className="row">
        <Icon icon={HardDrive} />
        <span className={`mono ${styles.path}`}>{path}</span>
      </p>
      {others > 0 && (
        <p className="alert alert-warn">
          <Icon icon={KeyRound} />
          {place === "shown"
            ? t("backups.other-code-shown", { count: others })
            : t("backups.other-code", { count: others, sync: t("sync.now"), make: t("backup.now") })}
        </p>
      )}
      {holding > 0 && (
        <p className="alert alert-warn">
          <Icon icon={CircleAlert} />
          {t("backups.out-hold", { count: holding })}
        </p>
      )}
      {backups.length === 0 ? (
        <p className="soft">{t("backups.empty")}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("backups.made")}</th>
              <th scope="col">{t("backups.by")}</th>
              <th scope="col" className="nums">
                {t("backups.records")}
              </th>
              <th scope="col" className="nums">
                {t("backups.size")}
              </th>
              <th scope="col">{t("backups.state")}</th>
              <th scope="col">
                <span className="vh">{t("backups.acts")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((entry) => (
              <Line key={entry.id} place={place} entry={entry} owner={nameOf(entry)} out={out} now={now} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

const STATES: Readonly<
  Record<
    BackupState,
    { readonly label: MessageId; readonly icon: LucideIcon; readonly tone: NonNullable<PillProps["tone"]> }
  >
> = {
  verified: { label: "backups.state-verified", icon: Check, tone: "ok" },
  unverified: { label: "backups.state-unverified", icon: CircleHelp, tone: "warn" },
  unfinished: { label: "backups.state-unfinished", icon: CircleHelp, tone: "warn" },
  damaged: { label: "backups.state-damaged", icon: CircleAlert, tone: "danger" },
  "other-code": { label: "backup.state-other-code", icon: KeyRound, tone: "warn" },
  "another-library": { label: "backups.state-another-library", icon: CircleHelp, tone: "neutral" },
  "newer-format": { label: "backups.state-newer-format", icon: CircleHelp, tone: "neutral" },
  sealed: { label: "backups.state-sealed", icon: Lock, tone: "neutral" },
};

interface LineProps {
  readonly place: BackupPlace;
  readonly entry: BackupEntry;
  /** What the computer is called that made it; null where the backup does not tell. */
  readonly owner: string | null;
  readonly out: OutBackups;
  readonly now: number;
}

function Line({ place, entry, owner, out, now }: LineProps) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const { host } = useServices();
  const { show } = useToasts();
  const actions = useBackupActions();
  const running = useBackupState((all) => all.running !== null);
  const { id, at, bytes, state, note, damaged, own } = entry;
  const when = at === null ? id : format.moment(at, now);
  const { label, icon, tone } = STATES[state];
  const records = note === null ? null : Object.values(note.digest).reduce((sum, kind) => sum + kind.records, 0);
  const ref = { place, id };
  const isOut = isOfOut(out, place, entry);
  const mayDrop = own && place !== "shown" && (state === "damaged" || state === "unfinished" || state === "unverified");
  const [asks, setAsks] = useState(false);
  const drop = async (): Promise<void> => {
    setAsks(false);
    const dropped = await host("backup.drop", ref);
    if (!dropped.ok) show({ text: t("backups.not-dropped"), detail: say(faultMessage(dropped.error)), tone: "failed" });
    await actions.refresh();
  };
  return (
    <tr>
      <th scope="row" className="nowrap" title={id}>
        {when}
      </th>
      <td>
        {owner ?? <span className="soft">{t("backups.unknown")}</span>}{" "}
        {isOut && <Pill tone="warn">{t("backups.out")}</Pill>}
      </td>
      <td className="nums" data-no-rows title={t("words.no-rows")}>
        {records === null ? <span className="soft">{t("backups.unknown")}</span> : format.number(records)}
      </td>
      <td className="nums">{format.bytes(bytes)}</td>
      <td>
        <Pill tone={tone} icon={icon}>
          {t(label)}
        </Pill>
        {damaged !== null && <span className="mono meta"> {damaged.split("/").at(-1)}</span>}
      </td>
      <td className={styles.acts}>
        {(state === "verified" || state === "unverified" || state === "other-code") && (
          <>
            <Button
              size="small"
              kind="quiet"
              disabled={running}
              aria-label={t("backups.check-of", { when })}
              onClick={() => void actions.check(ref)}
            >
              {t("backups.check")}
            </Button>
            <Button
              size="small"
              disabled={running}
              aria-label={t("backups.restore-of", { when })}
              onClick={() => actions.open({ ref, entry })}
            >
              {t("backups.restore")}
            </Button>
          </>
        )}
        {mayDrop && (
          <Button
            size="small"
            kind="quiet"
            disabled={running}
            aria-label={t("backups.drop-of", { when })}
            onClick={() => void drop()}
          >
            {t("backups.drop")}
          </Button>
        )}
        {isOut && (
          <Button
            size="small"
            kind="quiet"
            disabled={running}
            aria-label={t("backups.out-drop-of", { when })}
            onClick={() => setAsks(true)}
          >
            {t("backups.out-drop")}
          </Button>
        )}
        {isOut && (
          <AlertDialog
            open={asks}
            danger
            title={t("backups.out-title", { when, computer: owner ?? t("backups.unknown") })}
            act={t("backups.drop")}
            cancel={t("backups.cancel")}
            onAct={() => void drop()}
            onCancel={() => setAsks(false)}
          >
            {t("backups.out-why")}
          </AlertDialog>
        )}
      </td>
    </tr>
  );
}
