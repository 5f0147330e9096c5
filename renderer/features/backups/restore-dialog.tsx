/**
 * What a restore would change, before it does: counted by kind, with examples. What was added since stays unless
 * somebody ticks it. The restore itself is a change like any other, and can be taken back.
 */
import { useEffect, useRef, useState } from "react";
import { isKind } from "#shared/model/kinds.ts";
import { RESTORE_ACTS, type RestoreAct } from "#shared/replication/backup/restore-record.ts";
import { useServices } from "../../desk-services/services.ts";
import { useReaderNames } from "../../desk-services/use-reader-names.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { Message, MessageId } from "../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import type { RestoreExample, RestorePreview } from "../../platform/worker/backup-api.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { settingName } from "../../words/setting-name.ts";
import type { BackupsShown } from "./backup-places-store.ts";
import { useBackupActions, useBackupState } from "./backup-provider.tsx";
import { backupRunningText } from "./backup-status.tsx";
import { faultMessage } from "./backup-words.ts";
import styles from "./backups.module.css";

type Chosen = Extract<BackupsShown["open"], object>;

export function RestoreDialog({ chosen: { ref, entry }, onClose }: { chosen: Chosen; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { clock } = useServices();
  const actions = useBackupActions();
  const running = useBackupState((state) => state.running);
  const [preview, setPreview] = useState<RestorePreview | null>(null);
  const [fault, setFault] = useState<Message | null>(null);
  const [acts, setActs] = useState<ReadonlySet<RestoreAct>>(new Set(["add", "change"]));
  const asked = useRef(false);
  useEffect(() => {
    // once, also where effects run twice
    if (asked.current) return;
    asked.current = true;
    void actions
      .preview(ref)
      .then((answer) => (answer.ok ? setPreview(answer.value) : setFault(faultMessage(answer.error))));
  }, [actions, ref]);
  const close = (): void => {
    if (running !== null) actions.cancel();
    onClose();
  };
  const wanted = RESTORE_ACTS.filter((act) => acts.has(act));
  const count = preview === null ? 0 : total(preview, wanted);
  const removed =
    preview === null
      ? 0
      : total(
          preview,
          wanted.filter((act) => act === "remove"),
        );
  const restore = async (): Promise<void> => {
    const failed = await actions.restore(ref, wanted);
    if (failed === null) onClose();
    else setFault(faultMessage(failed));
  };
  const when = entry.at === null ? entry.id : format.moment(entry.at, clock.now());
  return (
    <Dialog
      open
      wide
      title={t("backups.restore-title", { when })}
      closeLabel={t("backups.cancel")}
      onClose={close}
      footer={
        <DialogButtons
          act={actText(count - removed, removed, t)}
          cancel={t("backups.cancel")}
          disabled={running !== null || count === 0}
          onAct={() => void restore()}
          onCancel={close}
        />
      }
    >
      {running !== null && (
        <>
          <p className="vh" role="status">
            {t(`backup.what-${running.what}`)}
          </p>
          <p>{backupRunningText(running, t)}</p>
          <ProgressBar
            label={t(`backup.what-${running.what}`)}
            done={running.now?.done ?? 0}
            total={running.now?.total ?? 0}
            thin
          />
        </>
      )}
      {fault !== null && (
        <p role="alert" className="field-error">
          {say(fault)}
        </p>
      )}
      {preview !== null && total(preview, RESTORE_ACTS) === 0 && <p>{t("backups.nothing-to-restore")}</p>}
      {preview !== null && total(preview, RESTORE_ACTS) > 0 && (
        <>
          <p>{t("backups.restore-how")}</p>
          {RESTORE_ACTS.map((act) => (
            <Part
              key={act}
              act={act}
              preview={preview}
              ticked={acts.has(act)}
              onTick={(on) => setActs(new Set(RESTORE_ACTS.filter((other) => (other === act ? on : acts.has(other)))))}
            />
          ))}
        </>
      )}
      {preview !== null && preview.erased > 0 && (
        <p className="meta">{t("backups.erased-stay", { count: preview.erased })}</p>
      )}
    </Dialog>
  );
}

function actText(restored: number, removed: number, t: Translate): string {
  if (removed === 0) return t("backups.restore-act", { count: restored });
  return restored === 0
    ? t("backups.restore-act-remove", { count: removed })
    : t("backups.restore-act-both", { restored, removed });
}

const LABELS: Readonly<Record<RestoreAct, MessageId>> = {
  add: "backups.act-add",
  change: "backups.act-change",
  remove: "backups.act-remove",
};

function total({ counts }: RestorePreview, acts: readonly RestoreAct[]): number {
  return Object.values(counts).reduce((sum, of) => sum + acts.reduce((more, act) => more + of[act], 0), 0);
}

function Part({
  act,
  preview,
  ticked,
  onTick,
}: {
  act: RestoreAct;
  preview: RestorePreview;
  ticked: boolean;
  onTick: (on: boolean) => void;
}) {
  const t = useT();
  const format = useFormat();
  const kinds = Object.entries(preview.counts).filter(([, of]) => of[act] > 0);
  if (kinds.length === 0) return null;
  return (
    <section className={styles.part}>
      <Checkbox checked={ticked} onChange={(event) => onTick(event.currentTarget.checked)}>
        <b>{t(LABELS[act], { count: total(preview, [act]) })}</b>
      </Checkbox>
      <ul>
        {kinds.map(([kind, of]) => (
          <li key={kind}>
            {t("backups.kind-count", { kind: kindWord(kind, t), count: of[act] })}
            <Examples
              examples={preview.examples.filter((example) => example.kind === kind && example.act === act)}
              more={of[act]}
            />
          </li>
        ))}
      </ul>
      {act === "remove" && (
        <p className="meta">{t("backups.act-remove-hint", { when: format.moment(preview.at, preview.at) })}</p>
      )}
    </section>
  );
}

function Examples({ examples, more }: { examples: readonly RestoreExample[]; more: number }) {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const readers = useReaderNames(
    examples.flatMap(({ name, reader }) => (name === null && reader !== null ? [reader] : [])),
  );
  const names = examples.map(({ kind, id, name, reader, at, fields }) => {
    const when = at === null ? null : format.moment(at, clock.now());
    const whose = reader === null ? undefined : readers.get(reader);
    const called =
      kind === "setting"
        ? settingName(id, t)
        : (name ??
          (whose === undefined || when === null ? (whose ?? when) : t("backups.example-of", { name: whose, when })));
    if (called === null) return null;
    const changed = isKind(kind) ? fields.map((field) => t(`words.${kind}.${field}` as MessageId)) : []; // every field of every kind has its word
    return changed.length === 0 ? called : t("backups.example-fields", { name: called, fields: format.list(changed) });
  });
  const said = names.filter((name) => name !== null);
  if (said.length === 0) return null;
  return (
    <span className="soft">
      {" "}
      {more > said.length
        ? t("backups.examples-more", { names: format.list(said), count: more - said.length })
        : format.list(said)}
    </span>
  );
}

const kindWord = (kind: string, t: ReturnType<typeof useT>): string =>
  isKind(kind) ? t(`words.kind.${kind}` as MessageId) : kind; // every kind has its word
