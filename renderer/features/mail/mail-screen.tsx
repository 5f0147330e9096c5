/**
 * Opening the mail 来件登记: what came overnight by letter, fax, voice mail, mail, form and visitors' book, an item a row.
 * Enter goes to the next cell, a digit chooses, a scanned card says whose it is and never leaves the grid; Ctrl+Enter
 * registers all of them in one act. What is begun stays until then.
 */
import {
  type DragEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { isBlankItem, type MailCell, type MailItem, missingInItem } from "#shared/model/mail/mail-item.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { SCANS_HERE } from "../../ui/hooks/use-scans-inside.ts";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { BlankSheet } from "./blank-sheet.tsx";
import { FileNotes } from "./file-notes.tsx";
import styles from "./mail.module.css";
import { cellOf, MAIL_FIELDS, mailCellPlace, nextCell } from "./mail-cells.ts";
import type { ReadItem } from "./mail-changes.ts";
import { mailCommands } from "./mail-commands.ts";
import { MailFoot } from "./mail-foot.tsx";
import { MailHead } from "./mail-head.tsx";
import { MailNumbers } from "./mail-numbers.tsx";
import { type MailReader, useMailCalendar, useMailReaders } from "./mail-queries.ts";
import { MailTable } from "./mail-table.tsx";
import { SiteForm } from "./site-form.tsx";
import { useMailDays } from "./use-mail-days.ts";
import { useMailFiles } from "./use-mail-files.ts";
import { useMailRows } from "./use-mail-rows.ts";
import { useMailScans } from "./use-mail-scans.ts";
import { useRegisterMail } from "./use-register-mail.ts";

export function MailScreen() {
  const t = useT();
  const [, navigate] = useLocation();
  const { show } = useToasts();
  const house = useHouse();
  const calendar = useMailCalendar();
  const mail = useMailRows();
  const rows = mail.rows;
  const readers = useMailReaders((rows ?? []).flatMap(({ reader }) => reader ?? []));
  const days = useMailDays(calendar);
  const [isChecked, setChecked] = useState(false);
  const [isMaking, setMaking] = useState(false);
  const [numbered, setNumbered] = useState<readonly ReadItem[]>([]);
  const chooser = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLElement>(null);
  /** Of the row in hand: a scan may come while nothing in it has the focus. */
  const inHand = useRef<string | null>(null);

  const focus = useCallback((id: string, cell: MailCell): void => {
    place.current?.querySelector<HTMLElement>(`[data-cell="${mailCellPlace(id, cell)}"]`)?.focus();
  }, []);
  const isRead = rows !== null;
  useEffect(() => {
    if (isRead) place.current?.querySelector<HTMLElement>("[data-cell]")?.focus();
  }, [isRead]);

  const next = (id: string, cell: MailCell): void => {
    const all = mail.now();
    const at = all.findIndex((item) => item.id === id);
    const item = all[at];
    if (item === undefined) return;
    const following = nextCell(item, cell);
    // what was chosen may have brought the cell into being: drawn now, so that the next key finds it
    flushSync(() => undefined);
    if (following !== null) focus(id, following);
    else focus(mail.now()[at + 1]?.id ?? id, "channel");
  };
  const take = (id: string, { id: reader, name = "", owner }: MailReader): void => {
    const item = mail.now().find((row) => row.id === id);
    const isKnown = owner !== undefined && house.staff.has(owner) && house.left?.has(owner) !== true;
    mail.set(id, { reader, who: name, ...(item?.owner === "" && isKnown && { owner: `staff/${owner}` }) });
  };
  /** The keyboard, where what had it has gone: in the row in hand, or in the first. */
  const inGrid = (id = inHand.current): void => {
    const all = mail.now();
    const row = all.find((item) => item.id === id) ?? all[0];
    if (row !== undefined) focus(row.id, "channel");
  };
  // its row is registered, or was blank and is a row again: before the next key
  useLayoutEffect(() => {
    if (document.activeElement === document.body && rows?.every(({ id }) => id !== inHand.current)) inGrid();
  });
  const remove = (item: MailItem): void => {
    const at = mail.now().findIndex(({ id }) => id === item.id);
    mail.drop([item.id]);
    flushSync(() => undefined);
    inGrid(mail.now()[at]?.id);
    show({
      text: t("mail.removed"),
      actions: [{ label: t("acts.undo"), undo: true, onClick: () => mail.putBack([item]) }],
    });
  };

  const isNextCells = useMailScans(place, { mail, inHand, onReader: take, onNext: next });

  const register = useRegisterMail({
    mail,
    calendar,
    days,
    // those of the mail before are on their letters by now
    onBegin: () => setNumbered([]),
    onNumbered: (items, isThere) =>
      setNumbered((before) => [
        ...before.filter(({ item }) => items.every((other) => other.item.id !== item.id)),
        ...(isThere ? items : []),
      ]),
  });
  const registerAll = async (): Promise<void> => {
    const begun = mail.now().filter((item) => !isBlankItem(item));
    const isDayRead = (typed: string): boolean => days.typedDay(typed) !== null;
    const lacking = begun.find((item) => missingInItem(item, isDayRead) !== null);
    if (lacking !== undefined) {
      setChecked(true);
      const cell = missingInItem(lacking, isDayRead) ?? "channel";
      const said = cell === "due" || cell === "orderDue" ? "mail.day-unread" : "mail.lacks";
      show({ tone: "failed", text: t(said, { no: mail.now().indexOf(lacking) + 1, cell }), ofMoment: true });
      return focus(lacking.id, cell);
    }
    if (begun.length === 0) return;
    if ((await register(begun)) === true) setChecked(false);
  };
  const leave = (): void => {
    if (mail.now().some((item) => !isBlankItem(item))) show({ text: t("words.kept-draft") });
    navigate("/opinions");
  };
  const fillAsAbove = (): void => {
    const cell = cellOf(document.activeElement);
    const all = mail.now();
    const at = all.findIndex(({ id }) => id === cell?.id);
    const [item, above] = [all[at], all[at - 1]];
    if (cell === null || item === undefined || above === undefined) return;
    mail.set(item.id, Object.fromEntries(MAIL_FIELDS[cell.cell].map((field) => [field, above[field]])));
    next(item.id, cell.cell);
  };
  const removeInHand = (): void => {
    const item = mail.now().find(({ id }) => id === inHand.current);
    if (item !== undefined && !isBlankItem(item)) remove(item);
  };
  const latest = useRef({ registerAll, leave, fillAsAbove, next, take, remove, removeInHand });
  useLayoutEffect(() => {
    latest.current = { registerAll, leave, fillAsAbove, next, take, remove, removeInHand };
  });
  // the same ones at each drawing: a key draws its own row alone
  const [rowActs] = useState(() => ({
    onNext: (id: string, cell: MailCell) => latest.current.next(id, cell),
    onReader: (id: string, reader: MailReader) => latest.current.take(id, reader),
    onRemove: (item: MailItem) => latest.current.remove(item),
  }));
  useScreenCommands(
    useMemo(
      () =>
        mailCommands({
          onRegister: () => latest.current.registerAll(),
          onLeave: () => latest.current.leave(),
          onFillAsAbove: () => latest.current.fillAsAbove(),
          onRemove: () => latest.current.removeInHand(),
          onFiles: () => chooser.current?.click(),
          onForm: () => setMaking(true),
        }),
      [],
    ),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event)) return;
    const cell = cellOf(document.activeElement);
    if (cell === null) return;
    const all = mail.now();
    const at = all.findIndex(({ id }) => id === cell.id);
    if (event.defaultPrevented || document.activeElement instanceof HTMLTextAreaElement) return;
    const step = matchKeys(event, "↓") ? 1 : matchKeys(event, "↑") ? -1 : 0;
    const other = step === 0 ? undefined : all[at + step];
    if (other === undefined) return;
    event.preventDefault();
    focus(other.id, cell.cell);
  };
  const files = useMailFiles(mail, (id) => focus(id, "kind"));
  const onDrop = (event: DragEvent): void => {
    if (event.dataTransfer.files.length === 0) return;
    // else it would be imported
    event.preventDefault();
    void files.read([...event.dataTransfer.files]);
  };

  if (rows === null) return <main className="work" id="main" ref={place} {...SCANS_HERE} aria-busy="true" />;
  const begun = rows.filter((item) => !isBlankItem(item));
  return (
    <>
      <main
        className={`work ${styles.mail}`}
        id="main"
        ref={place}
        {...SCANS_HERE}
        // before the field in which it is pressed takes it for its Enter
        onKeyDownCapture={(event) => {
          const isAll = matchKeys(event, "Ctrl+Enter");
          if (!isAll && !isNextCells(event)) return;
          event.preventDefault();
          event.stopPropagation();
          if (isAll) void registerAll();
        }}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          inHand.current = cellOf(target)?.id ?? inHand.current;
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
      >
        <MailHead chooser={chooser} onFiles={(chosen) => void files.read(chosen)} onForm={() => setMaking(true)} />
        <div className={`${styles.body} scroll no-print`}>
          <FileNotes
            notes={files.notes}
            onClose={() => {
              files.onNoted();
              inGrid();
            }}
          />
          <MailNumbers
            items={numbered}
            onClose={() => {
              setNumbered([]);
              inGrid();
            }}
          />
          <MailTable
            rows={rows}
            readers={readers}
            dueOf={days.dueOf}
            today={days.today}
            calendar={calendar}
            isChecked={isChecked}
            set={mail.set}
            {...rowActs}
          />
          <p className={styles.hint}>{t("mail.scan-hint")}</p>
          <p className={styles.hint}>{t("mail.drop-hint")}</p>
        </div>
        <MailFoot items={begun} dueOf={days.countedDue} onLater={leave} onRegister={() => void registerAll()} />
        <BlankSheet />
      </main>
      {/* in the tree of the grid its keys would be the grid's */}
      {isMaking && <SiteForm onClose={() => setMaking(false)} />}
    </>
  );
}
