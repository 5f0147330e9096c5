/**
 * Dialogs above the page. `Dialog` holds a form or a sheet, whose first act Ctrl+Enter does in each of them;
 * `AlertDialog` asks one question that cannot be undone afterwards, and answers "no" to Escape and to Enter pressed in
 * haste. A key that is held, and the second half of a double click, were meant for what stood there before, and answer
 * nothing.
 */
import { AlertDialog as BaseAlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useRef } from "react";
import { IconButton } from "../button.tsx";
import { classNames } from "../class-names.ts";
import { isIme, matchKeys } from "../keyboard.ts";
import { DialogButtons } from "./dialog-buttons.tsx";
import { useStrayEnter } from "./stray-enter.ts";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Name of the button with the cross. */
  readonly closeLabel: string;
  readonly children: ReactNode;
  /** Usually `<DialogButtons>`. */
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** Where it is not the first field. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Stays in the page when closed, for what must open at once. */
  readonly keepMounted?: boolean;
  /** Only to be read: the text has the focus, so that arrows scroll it. */
  readonly reading?: boolean;
  readonly className?: string;
  /** Of keys that mean the dialog wherever the focus is in it, also on a button of its foot. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

export function Dialog(props: DialogProps) {
  const {
    open,
    onClose,
    title,
    closeLabel,
    children,
    footer,
    wide = false,
    initialFocus,
    keepMounted = false,
    reading = false,
    className,
    onKeyDown,
  } = props;
  const body = useRef<HTMLDivElement>(null);
  const first = (): HTMLElement | true =>
    initialFocus === undefined ? firstField(body.current) : (initialFocus.current ?? true);
  const focus = reading ? body : () => begin(first());
  const onKey = useStrayEnter(open);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next, { event }) => !next && !isSecondClick(event) && onClose()}>
      <BaseDialog.Portal keepMounted={keepMounted}>
        <BaseDialog.Backdrop className="backdrop" />
        <BaseDialog.Popup
          className={classNames("dialog", wide && "dialog-wide", className)}
          initialFocus={focus}
          onKeyDownCapture={onKey}
          onKeyDown={(event) => {
            onKeyDown?.(event);
            if (!event.defaultPrevented && !event.repeat && matchKeys(event, "Ctrl+Enter")) doFirstAct(event);
          }}
        >
          <header className="row">
            <BaseDialog.Title className="grow">{title}</BaseDialog.Title>
            <IconButton icon={X} label={closeLabel} keys="Esc" onClick={onClose} />
          </header>
          <div className="dialog-body" ref={body} {...(reading && { tabIndex: 0 })}>
            {children}
          </div>
          {footer}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function doFirstAct(event: KeyboardEvent<HTMLElement>): void {
  const act = event.currentTarget.querySelector<HTMLButtonElement>(":scope > footer > .btn-primary");
  if (act === null) return;
  event.preventDefault();
  act.click();
}

const FIELDS = ["input:not([type=hidden], [type=file])", "select", "textarea"];

/** Where somebody begins; true, the usual place, where there is no field, and where a field has taken the focus. */
function firstField(body: HTMLElement | null): HTMLElement | true {
  if (body === null || body.contains(document.activeElement)) return true;
  const fields = [...body.querySelectorAll<HTMLElement>(FIELDS.join())].filter((field) => !field.matches(":disabled"));
  return fields.find((field) => !field.matches("[type=radio]:not(:checked)")) ?? fields[0] ?? true;
}

/**
 * What was begun goes on behind its last word. The field has the focus at once: the next frame, in which it gets it
 * again in case a palette that closes has given it back to the page, is too late for a word that follows the key at
 * once, whose Enter would then take a line unasked. The library has asked by then whether the focus was in the dialog
 * before: where it was, that frame would take it out of a field that was clicked meanwhile.
 */
function begin(field: HTMLElement | true): HTMLElement | true {
  if (field === true) return true;
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  queueMicrotask(() => field.focus());
  return field;
}

export interface AlertDialogProps {
  readonly open: boolean;
  readonly title: ReactNode;
  /** What will be, and what is safe. */
  readonly children: ReactNode;
  readonly act: ReactNode;
  readonly cancel: ReactNode;
  readonly onAct: () => void;
  readonly onCancel: () => void;
  /** Of Escape, where it must not do what the second button does. */
  readonly onEscape?: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

export function AlertDialog(props: AlertDialogProps) {
  const {
    open,
    title,
    children,
    act,
    cancel,
    onAct,
    onCancel,
    onEscape = onCancel,
    danger = false,
    disabled = false,
  } = props;
  const actRef = useRef<HTMLButtonElement>(null);
  const cancelRef = useRef<HTMLButtonElement>(null);
  return (
    <BaseAlertDialog.Root open={open} onOpenChange={(next) => !next && onEscape()}>
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className="backdrop" />
        <BaseAlertDialog.Popup
          className="dialog"
          initialFocus={danger ? cancelRef : actRef}
          onKeyDownCapture={ignoreHeld}
          onClickCapture={ignoreSecondClick}
        >
          <header>
            <BaseAlertDialog.Title>{title}</BaseAlertDialog.Title>
          </header>
          <BaseAlertDialog.Description className="dialog-body" render={<div />}>
            {children}
          </BaseAlertDialog.Description>
          <DialogButtons
            act={act}
            cancel={cancel}
            onAct={onAct}
            onCancel={onCancel}
            danger={danger}
            disabled={disabled}
            actRef={actRef}
            cancelRef={cancelRef}
          />
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}

/** Arrows and Tab may be held. */
function ignoreHeld(event: KeyboardEvent): void {
  if (isIme(event) || !event.repeat || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  event.stopPropagation();
}

function ignoreSecondClick(event: MouseEvent): void {
  if (isSecondClick(event.nativeEvent)) event.stopPropagation();
}

const isSecondClick = (event: Event): boolean =>
  event instanceof globalThis.MouseEvent && event.type === "click" && event.detail > 1;
