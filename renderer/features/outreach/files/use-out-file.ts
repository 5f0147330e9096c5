/**
 * Makes one file for readers and hands it out: paper in parts, of which each that is done stays when a later one fails or
 * somebody stops; everything else at once. A file that could not be recorded is not handed out.
 */
import { useEffect, useRef, useState } from "react";
import { draftFileName, mailDraft } from "#shared/outreach/messages/mail-draft.ts";
import { mergeTable } from "#shared/outreach/messages/merge-table.ts";
import { REFUSAL_WORDS, smsTable, smsText } from "#shared/outreach/messages/sms-text.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { saveFile } from "../../../platform/save-file.ts";
import type { OutTable } from "../../../platform/worker/out-files-api.ts";
import { fileWords } from "../../../words/file-words.ts";
import { type LabelRun, type LaidOut, type LetterRun, layOutPaper, type PaperFault, printPart } from "./out-paper.ts";
import type { OutKind, OutReady } from "./out-rows.ts";

export type OutFormat = "pdf" | "zip" | "xlsx" | "csv";

/** What is kept of a file that was handed out. */
export interface OutFile {
  readonly kind: OutKind;
  readonly format: OutFormat;
  readonly name: string;
  /** Ids of the recipients whose letter or message is in it. */
  readonly recipients: readonly string[];
}

/** Everything that a file is made of. */
export type OutOrder =
  | LetterRun
  | LabelRun
  | {
      readonly tag: "sms";
      readonly format: "xlsx" | "csv";
      readonly signature: string;
      /** Whether each message says how to refuse further ones. */
      readonly refusal: boolean;
    }
  | { readonly tag: "mail-merge"; readonly format: "xlsx" | "csv" }
  | { readonly tag: "drafts" };

export type Making =
  | { readonly tag: "choosing" }
  | { readonly tag: "making"; readonly done: number; readonly total: number }
  /** What is done can be saved, and the rest made. */
  | { readonly tag: "broken"; readonly fault: PaperFault; readonly done: number; readonly total: number }
  | { readonly tag: "failed"; readonly why: "not-recorded" | "not-made" }
  | { readonly tag: "not-saved"; readonly reason: string | null }
  | { readonly tag: "done"; readonly name: string; readonly count: number };

interface PaperInHand {
  readonly kind: "letters" | "labels";
  readonly job: string;
  readonly laid: LaidOut;
  readonly made: Uint8Array<ArrayBuffer>[];
  isStopped: boolean;
}

/**
 * @param title of the outreach: a part of the file's name
 * @param record answers whether it was recorded that the file goes out, before it does
 */
export function useOutFile(title: string, record: (file: OutFile) => Promise<boolean>) {
  const t = useT();
  const language = useLocale();
  const { day } = useFormat();
  const { host, worker, clock } = useServices();
  const [making, setMaking] = useState<Making>({ tag: "choosing" });
  const paper = useRef<PaperInHand | null>(null);

  const stop = (): void => {
    if (paper.current === null) return;
    paper.current.isStopped = true;
    void host("print.end", { job: paper.current.job });
  };
  useEffect(
    () => () => {
      if (paper.current !== null) void host("print.end", { job: paper.current.job });
    },
    [host],
  );

  const hand = async (
    kind: OutKind,
    format: OutFormat,
    rows: readonly OutReady[],
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<void> => {
    const name = `${fileWords(title, t(`out-files.${kind}`), day(clock.now()))}.${format}`;
    const recipients = rows.map(({ row }) => row.id);
    if (!(await record({ kind, format, name, recipients }))) return setMaking({ tag: "failed", why: "not-recorded" });
    const saved = await saveFile(host, name, bytes);
    if (saved.ok) return setMaking({ tag: "done", name, count: rows.length });
    setMaking({ tag: "not-saved", reason: saved.error.tag === "cancelled" ? null : saved.error.reason });
  };

  /** What there is of the letters, in one file or in an archive of several. */
  const handPaper = async ({ kind, job, laid, made }: PaperInHand): Promise<void> => {
    paper.current = null;
    void host("print.end", { job });
    const rows = laid.rows.slice(0, laid.parts[made.length - 1]?.upTo ?? 0);
    const [only, ...more] = made;
    if (only === undefined) return setMaking({ tag: "choosing" });
    if (more.length === 0) return hand(kind, "pdf", rows, only);
    const packed = await worker.outFiles.pack(
      made.map((content, at) => ({ name: `${String(at + 1).padStart(3, "0")}.pdf`, content })),
    );
    return hand(kind, "zip", rows, packed);
  };

  const goOn = async (): Promise<void> => {
    const hold = paper.current;
    if (hold === null) return;
    hold.isStopped = false;
    const total = hold.laid.rows.length;
    for (const part of hold.laid.parts.slice(hold.made.length)) {
      const done = hold.laid.parts[hold.made.length - 1]?.upTo ?? 0;
      setMaking({ tag: "making", done, total });
      const printed = await printPart(host, hold.job, title, part);
      if (!printed.ok || hold.isStopped)
        return setMaking({ tag: "broken", fault: printed.ok ? { tag: "cancelled" } : printed.error, done, total });
      hold.made.push(printed.value);
    }
    await handPaper(hold);
  };

  const start = async (order: OutOrder, ready: readonly OutReady[]): Promise<void> => {
    try {
      setMaking({ tag: "making", done: 0, total: ready.length });
      if (order.tag === "letters" || order.tag === "labels") {
        const job = String(clock.now());
        paper.current = { kind: order.tag, job, laid: layOutPaper(order, ready), made: [], isStopped: false };
        return await goOn();
      }
      if (order.tag === "drafts") {
        const drafts = ready.map(({ row, subject, text }, at) => ({
          name: draftFileName(at + 1, row.name),
          content: mailDraft({ to: { name: row.values.name ?? "", address: row.to.trim() }, subject, text }),
        }));
        return await hand("drafts", "zip", ready, await worker.outFiles.pack(drafts));
      }
      const table: OutTable =
        order.tag === "sms"
          ? smsTable(messagesOf(ready, order.signature, order.refusal), language)
          : mergeTable(
              ready.map(({ row, text }) => ({ values: row.values, to: row.to, text })),
              language,
            );
      await hand(order.tag, order.format, ready, await worker.outFiles.table(table, order.format));
    } catch {
      setMaking({ tag: "failed", why: "not-made" });
    }
  };

  return {
    making,
    start,
    stop,
    goOn,
    /** Hands out what is done, and leaves the rest. */
    saveMade: async (): Promise<void> => {
      if (paper.current !== null) await handPaper(paper.current);
    },
    /** To choose again. */
    again: (): void => setMaking({ tag: "choosing" }),
  };
}

export const messagesOf = (
  ready: readonly OutReady[],
  signature: string,
  refusal: boolean,
): readonly { readonly phone: string; readonly text: string }[] =>
  ready.map(({ row: { to, language }, text }) => ({
    phone: to,
    text: smsText(text, { signature, refusal: refusal ? REFUSAL_WORDS[language] : "" }, language),
  }));
