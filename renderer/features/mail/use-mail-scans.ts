/**
 * A scanned card says who the row in hand is from: one card behind the other, so that of two in one row the last counts.
 * Half of a card is nobody's, and no words either.
 */
import { type KeyboardEvent as KeyPress, type RefObject, useRef } from "react";
import { isBlankItem, type MailCell } from "#shared/model/mail/mail-item.ts";
import { codeBehindKeys, findByScan } from "../../db/find-by-scan.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { useScansInside } from "../../ui/hooks/use-scans-inside.ts";
import { isIme } from "../../ui/keyboard.ts";
import { cellOf } from "./mail-cells.ts";
import type { MailReader } from "./mail-queries.ts";
import type { MailRows } from "./use-mail-rows.ts";

interface Scanning {
  readonly mail: MailRows;
  /** Of the row in hand. */
  readonly inHand: RefObject<string | null>;
  readonly onReader: (id: string, reader: MailReader) => void;
  readonly onNext: (id: string, cell: MailCell) => void;
}

/** @returns takes a key that is pressed while a card is looked up: it is the next cell's. True where it has taken it */
export function useMailScans(
  place: RefObject<Element | null>,
  { mail, inHand, onReader, onNext }: Scanning,
): (event: KeyPress) => boolean {
  const t = useT();
  const services = useServices();
  const { show, clear, shown } = useToasts();
  const before = useRef<Promise<unknown>>(Promise.resolve());
  /** Pressed since the last card was scanned; null while none is looked up. */
  const early = useRef<string[] | null>(null);
  const refused = useRef<string>(undefined);
  const say = (text: string): void => {
    refused.current = text;
    show({ tone: "failed", text, ofMoment: true });
  };

  const take = async (id: string, code: string): Promise<void> => {
    const found = await findByScan(code, services);
    if (found.tag === "several") return say(t("mail.scanned-several", { code }));
    if (found.tag !== "reader") return say(t("mail.scanned-nobody", { code }));
    const row = found.row ?? (await services.db.reader.get(found.id));
    const item = mail.now().find((each) => each.id === id);
    if (row === undefined || item === undefined) return;
    onReader(id, row);
    // the scan before is mended by it
    if (refused.current !== undefined && shown()?.text === refused.current) clear();
    // whoever is writing, or has still to say by what way it came, stays there
    const at = cellOf(document.activeElement);
    const isInWho = at === null || at.cell === "who" || (at.cell === "channel" && item.channel !== null);
    if (isInWho && (at === null || at.id === id)) onNext(id, "who");
  };
  /** Digits that choose a cell are pressed right before a card, and then stand before it; else it is half of one. */
  const takePart = async (id: string, code: string, rest: string | undefined): Promise<void> => {
    const hers = rest === undefined ? null : await codeBehindKeys(code, rest, services);
    return hers === null ? say(t("mail.scanned-in-part", { code })) : take(id, hers);
  };
  const goOn = (code: string, taking: (id: string) => Promise<void>): void => {
    const id = inHand.current ?? mail.now().find(isBlankItem)?.id;
    if (id === undefined) return;
    const keys: string[] = [];
    early.current = keys;
    before.current = before.current
      .then(() => taking(id))
      .catch(() => say(t("mail.scanned-nobody", { code })))
      .then(() => {
        // those of the next card are none
        if (early.current !== keys) return;
        early.current = null;
        const [key, ...others] = keys;
        if (key === undefined || others.length > 0 || cellOf(document.activeElement)?.cell === "who") return;
        document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      });
  };
  useScansInside(
    place,
    (code) => goOn(code, (id) => take(id, code)),
    (code, rest) => goOn(code, (id) => takePart(id, code, rest)),
  );
  return (event) => {
    if (isIme(event) || early.current === null || cellOf(document.activeElement)?.cell !== "who") return false;
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return false;
    early.current.push(event.key);
    return true;
  };
}
