/**
 * The attachments of a record: added from a file, by a drop or from the clipboard, opened on purpose, which is a recorded
 * look, taken away with an undo. Pictures are shown, a PDF is saved: nothing of it is run here.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { FileText, ImageIcon, Paperclip } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from "react";
import type { Kind } from "#shared/model/kinds.ts";
import { useActs } from "../../../acts/use-acts.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import { attachmentBytes, attachmentsOf } from "../../../db/attachments.ts";
import type { Row } from "../../../db/database.ts";
import { edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { saveFile } from "../../../platform/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { attach } from "./attach.ts";
import { AttachmentView } from "./attachment-view.tsx";
import { type NotAttached, prepareFile } from "./prepare-file.ts";

type Item = Row<"attachment">;

interface Opened {
  readonly item: Item;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface WithAttachmentsProps {
  readonly kind: Kind;
  readonly id: string;
  readonly head: ReactNode;
  /** The record's own words, under which the attachments stand. */
  readonly children: ReactNode;
}

/** A section that takes files: an empty one has no line of its own, as the boxes below it are wanted more often. */
export function WithAttachments({ kind, id, head, children }: WithAttachmentsProps) {
  const t = useT();
  const format = useFormat();
  const services = useServices();
  const { db, host } = services;
  const acts = useActs();
  const reveal = useReveal();
  const { staff } = useDeviceSettings();
  const { show } = useToasts();
  const input = useRef<HTMLInputElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const cancelled = useRef(false);
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const shown = useLiveQuery(async () => await attachmentsOf(db, id), [db, id]) ?? [];
  /** Taken away with the pointer, which rests there: their lines stay, or a second press would take the next one. */
  const [left, setLeft] = useState<readonly Item[]>([]);
  const items = [...shown, ...left.filter((one) => shown.every((other) => other.id !== one.id))].toSorted(
    (a, b) => (a.at ?? 0) - (b.at ?? 0),
  );

  const sentence = (why: NotAttached, name: string): string => {
    switch (why.tag) {
      case "too-large":
        return t("opinions.attachment-too-large", { name, most: format.bytes(why.most) });
      case "other-type":
      case "too-many-pixels":
      case "unreadable":
        return t(`opinions.attachment-${why.tag}`, { name });
    }
  };
  const add = async (files: readonly File[]): Promise<void> => {
    // the one before is not finished
    if (progress !== null || files.length === 0) return;
    cancelled.current = false;
    setProgress({ done: 0, total: 0 });
    const refused: string[] = [];
    for (const file of files) {
      const prepared = await prepareFile(file);
      if (!prepared.ok) {
        refused.push(sentence(prepared.error, file.name));
        continue;
      }
      const ended = await attach(services, acts, {
        about: { kind, id },
        name: file.name.slice(0, LONGEST_NAME),
        file: prepared.value,
        staff,
        onProgress: (done, total) => setProgress({ done, total }),
        isCancelled: () => cancelled.current,
      });
      if (ended === "library-full") refused.push(t("opinions.attachment-library-full", { name: file.name }));
      if (ended !== "attached") break;
    }
    setProgress(null);
    const [first, ...others] = refused;
    // at last, or the next file's word would cover it
    if (first !== undefined)
      show({ text: first, ...(others.length > 0 && { detail: others.join(" · ") }), tone: "failed" });
  };
  const open = async (item: Item): Promise<void> => {
    const bytes = await attachmentBytes(db, item);
    if (bytes === undefined) {
      show({ text: t("opinions.attachment-not-here-yet", { name: item.name ?? "" }), tone: "failed" });
      return;
    }
    // a look that may be lost is not given
    if ((await reveal({ kind: "attachment", id: item.id, fields: ["data"] })) === undefined) return;
    if (item.type === "application/pdf") await save({ item, bytes });
    else setOpened({ item, bytes });
  };
  const save = async ({ item, bytes }: Opened): Promise<void> => {
    const saved = await saveFile(host, fileName(item), bytes);
    if (!saved.ok && saved.error.tag !== "cancelled")
      show({ text: t("opinions.attachment-not-saved", { name: item.name ?? "" }), tone: "failed" });
  };
  const remove = (item: Item, isPointed: boolean): void => {
    const { id: attachment, name = "" } = item;
    if (isPointed) setLeft([...left, item]);
    // its button goes with it
    adder.current?.focus();
    void acts.run({
      command: "attachment.remove",
      changes: [edit("attachment", attachment, { shown: null })],
      said: { id: "acts.attachment-removed", values: { what: name } },
    });
  };
  const take = (event: DragEvent | ClipboardEvent, data: DataTransfer | null): void => {
    if (data === null || data.files.length === 0) return;
    event.preventDefault();
    void add([...data.files]);
  };

  return (
    <section
      aria-labelledby="said"
      onDrop={(event) => take(event, event.dataTransfer)}
      onPaste={(event) => take(event, event.clipboardData)}
    >
      <div className="section-head">
        {head}
        <Button
          ref={adder}
          size="small"
          kind="quiet"
          className="push"
          icon={Paperclip}
          title={t("opinions.attachment-hint")}
          disabled={progress !== null}
          onClick={() => input.current?.click()}
        >
          {t("opinions.attachment-add")}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept="image/jpeg,image/png,image/webp,application/pdf"
          aria-label={t("opinions.attachment-add")}
          onChange={({ target }) => {
            void add([...(target.files ?? [])]);
            target.value = "";
          }}
        />
      </div>
      {children}
      {items.length > 0 && (
        <ul className="list" aria-label={t("opinions.attachment-title")} onPointerLeave={() => setLeft([])}>
          {items.map((item) => {
            const isHere = shown.includes(item);
            return (
              <li key={item.id} className="line">
                <Icon icon={item.type === "application/pdf" ? FileText : ImageIcon} />
                {isHere ? (
                  <button type="button" className="link grow clip" onClick={() => void open(item)}>
                    {item.name}
                  </button>
                ) : (
                  <span className="grow clip soft">{t("acts.attachment-removed", { what: item.name ?? "" })}</span>
                )}
                <span className="meta nowrap">
                  {[format.bytes(item.bytes ?? 0), item.at !== undefined && format.shownDay(item.at)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <Button size="small" kind="plain" disabled={!isHere} onClick={({ detail }) => remove(item, detail > 0)}>
                  {t("opinions.attachment-remove")}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {progress !== null && (
        <div className="row">
          <ProgressBar label={t("opinions.attachment-saving")} done={progress.done} total={progress.total} />
          <Button
            size="small"
            onClick={() => {
              cancelled.current = true;
            }}
          >
            {t("opinions.attachment-cancel")}
          </Button>
        </div>
      )}
      {opened !== null && (
        <AttachmentView
          name={opened.item.name ?? ""}
          bytes={opened.bytes}
          type={opened.item.type ?? "image/jpeg"}
          onSave={() => void save(opened)}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

const LONGEST_NAME = 120;

/** A picture is a JPEG by now, whatever it was. */
const fileName = ({ name = "attachment", type }: Item): string =>
  `${name.replace(/\.[^.]{1,5}$/, "").replace(/[\\/:*?"<>|]/g, "-")}.${type === "application/pdf" ? "pdf" : "jpg"}`;
