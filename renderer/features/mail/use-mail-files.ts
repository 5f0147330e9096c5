/**
 * Files that are opened or dropped: each letter, and each line of a form's table, becomes a row; the worker reads them.
 * What of them is not in a row is said in a sentence for each, which stays until it has been read.
 */
import { useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { MailItem } from "#shared/model/mail/mail-item.ts";
import { useServices } from "../../desk-services/services.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { MAIL_FILE_BYTES, type MailRead, type ReadLetter } from "../../platform/worker/mail-api.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import type { MailRows } from "./use-mail-rows.ts";

/** More at once are more than anybody has chosen on purpose. */
const MOST_FILES = 50;

type NotRead = Exclude<MailRead, { readonly tag: "read" }>;

export interface MailFiles {
  readonly read: (files: readonly File[]) => Promise<void>;
  readonly notes: readonly string[];
  readonly onNoted: () => void;
}

/** @param onRead told of the first row that came, where one did */
export function useMailFiles(mail: MailRows, onRead: (id: string) => void): MailFiles {
  const t = useT();
  const format = useFormat();
  const { worker } = useServices();
  const { show, clear } = useToasts();
  const [notes, setNotes] = useState<readonly string[]>([]);
  /** Files that were left out as already read: chosen once more, they are meant. */
  const refused = useRef(new Set<string>());
  const onNoted = useCallback(() => setNotes([]), []);
  const read = useCallback(
    async (files: readonly File[]): Promise<void> => {
      const sentences: string[] = files.length > MOST_FILES ? [t("mail.too-many-files", { count: MOST_FILES })] : [];
      let first: string | undefined;
      let came = 0;
      // a letter that stands twice in what is read now was not left out before
      const meant = new Set(refused.current);
      for (const file of files.slice(0, MOST_FILES)) {
        const read = await readFile(file, worker.mail.read);
        if (read.tag !== "read") {
          sentences.push(notReadText(read, file.name, t, format.bytes));
          continue;
        }
        const { letters, again } = apart(read.letters, mail.now(), meant);
        for (const { mark = "" } of letters) refused.current.delete(mark);
        for (const mark of again.keys()) refused.current.add(mark);
        if (again.size > 0) {
          const count = read.letters.length - letters.length;
          sentences.push(
            t("mail.already-there", { name: file.name, count, rows: format.list([...again.values()].map(String)) }),
          );
        }
        // drawn now: the first of them is gone to
        const added = flushSync(() => mail.add(letters));
        first ??= added[0]?.id;
        came += added.length;
        if (added.length < letters.length)
          sentences.push(t("mail.no-room", { name: file.name, count: letters.length - added.length }));
        if (read.clipped > 0) sentences.push(t("mail.clipped", { name: file.name }));
        if (read.attached > 0) sentences.push(t("mail.attached", { name: file.name, count: read.attached }));
      }
      setNotes(sentences);
      if (came > 0 || sentences.length === 0)
        show({ text: t("mail.files-read", { count: came }), ...(came === 0 && { tone: "failed" as const }) });
      // of what was read before it would be taken for this
      else clear();
      if (first !== undefined) onRead(first);
    },
    [mail, worker, show, clear, t, format, onRead],
  );
  return { read, notes, onNoted };
}

/** @returns those that are in no row yet or are meant to be in two, and by mark the numbers of the rows of the others */
function apart(
  read: readonly ReadLetter[],
  rows: readonly MailItem[],
  meant: ReadonlySet<string>,
): { readonly letters: readonly ReadLetter[]; readonly again: ReadonlyMap<string, number> } {
  const rowOf = new Map(rows.flatMap(({ mark }, at) => (mark === undefined ? [] : [[mark, at + 1] as const])));
  const again = new Map<string, number>();
  const letters = read.filter(({ mark = "" }) => {
    const row = rowOf.get(mark);
    if (row === undefined || meant.has(mark)) return true;
    again.set(mark, row);
    return false;
  });
  return { letters, again };
}

async function readFile(
  file: File,
  read: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<MailRead>,
): Promise<MailRead> {
  // not into memory first: a file may be larger than that
  if (file.size > MAIL_FILE_BYTES) return { tag: "too-large", limit: MAIL_FILE_BYTES };
  try {
    return await read(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch {
    // it went while it was read, or is a folder
    return { tag: "not-mail" };
  }
}

function notReadText(read: NotRead, name: string, t: Translate, bytes: (count: number) => string): string {
  switch (read.tag) {
    case "too-large":
      return t("mail.too-large", { name, limit: bytes(read.limit) });
    case "empty":
      return t("mail.empty-file", { name });
    case "no-words":
      return t("mail.no-words", { name });
    case "not-mail":
      return t("mail.not-mail", { name });
  }
}
