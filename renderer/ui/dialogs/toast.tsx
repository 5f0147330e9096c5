/**
 * The toast has its own row and stays until the next act, or the next page where it only says what was done: it covers
 * nothing and never moves. Where work is read rather than keyed, one that only says what was done passes after a while:
 * its Undo stays at hand in the status bar until the next act, and F8 brings it back and goes to its last button.
 */
import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { assert } from "#shared/kernel/assert.ts";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import { useAnnounce } from "./live-region.tsx";

export interface ToastAction {
  readonly label: string;
  readonly keys?: string;
  readonly onClick: () => void;
  /** Drawn in the accent. */
  readonly undo?: boolean;
}

export interface Toast {
  readonly text: string;
  /** The text as it is drawn, where a name stands in it. */
  readonly drawn?: ReactNode;
  readonly detail?: string;
  /** `saving` is pale: not yet in the journal. */
  readonly tone?: "done" | "saving" | "failed";
  readonly actions?: readonly ToastAction[];
  /** Of what has just been done and needs no more: the next page or Escape takes it away, also where it failed. */
  readonly ofMoment?: true;
  /** It came unasked and is told nowhere else: no other covers it before a person has pressed something. */
  readonly untilSeen?: true;
}

export interface Toasts {
  readonly toast: Toast | null;
  /** Of one that has passed: what it said, and how to take it back. */
  readonly passed: { readonly text: string; readonly undo: ToastAction } | null;
  show(toast: Toast): void;
  clear(): void;
  /** What it says stays, but Ctrl+Z and Ctrl+Y are about something later by now: what it has on these keys goes. */
  overtake(): void;
  /** Moves the focus to the last button of the toast, also of one that has passed. */
  focus(): void;
}

interface Docked extends Toasts {
  readonly dock: (element: HTMLDivElement | null) => void;
  /** Out of sight, until F8. */
  readonly pass: () => void;
}

/** Read by then, as the design says; not while the pointer or the focus is on it. */
const PASSES_AFTER_MS = 6000;
const INPUTS = ["keydown", "pointerdown"] as const;

const ToastContext = createContext<Docked | null>(null);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [latest, setLatest] = useState<{ readonly toast: Toast; readonly hasPassed: boolean } | null>(null);
  const announce = useAnnounce();
  const docked = useRef<HTMLDivElement | null>(null);
  /** F8 was pressed for one that has passed: the focus goes there once it is drawn. */
  const isAskedFor = useRef(false);
  const isUnseen = useRef(false);
  useEffect(() => {
    const onInput = (): void => {
      isUnseen.current = false;
    };
    for (const input of INPUTS) window.addEventListener(input, onInput, true);
    return () => {
      for (const input of INPUTS) window.removeEventListener(input, onInput, true);
    };
  }, []);
  const dock = useCallback((element: HTMLDivElement | null) => {
    docked.current = element;
  }, []);
  const calls = useMemo(
    () => ({
      show: (next: Toast) => {
        isAskedFor.current = false;
        if (!isUnseen.current) setLatest({ toast: next, hasPassed: false });
        if (next.untilSeen === true) isUnseen.current = true;
        announce(next.detail === undefined ? next.text : `${next.text} ${next.detail}`);
      },
      clear: () => {
        isUnseen.current = false;
        setLatest(null);
      },
      overtake: () =>
        setLatest(
          (now) => now && { ...now, toast: { ...now.toast, actions: (now.toast.actions ?? []).filter(isOffKey) } },
        ),
      pass: () => setLatest((now) => now && { ...now, hasPassed: true }),
      focus: () => {
        const button = lastButton(docked.current);
        if (button !== undefined) return button.focus();
        isAskedFor.current = true;
        setLatest((now) => (now?.hasPassed === true ? { ...now, hasPassed: false } : now));
      },
      dock,
    }),
    [announce, dock],
  );
  useEffect(() => {
    if (!isAskedFor.current || latest === null) return;
    isAskedFor.current = false;
    lastButton(docked.current)?.focus();
  }, [latest]);
  const toast = latest === null || latest.hasPassed ? null : latest.toast;
  const passed = useMemo(() => {
    const undo = latest?.hasPassed === true ? latest.toast.actions?.find((action) => action.undo === true) : undefined;
    return latest === null || undo === undefined ? null : { text: latest.toast.text, undo };
  }, [latest]);
  const value = useMemo(() => ({ ...calls, toast, passed }), [calls, toast, passed]);
  return <ToastContext value={value}>{children}</ToastContext>;
}

const isOffKey = ({ undo, keys }: ToastAction): boolean => undo !== true || (keys !== "Ctrl+Z" && keys !== "Ctrl+Y");

const lastButton = (dock: HTMLElement | null): HTMLElement | undefined =>
  [...(dock?.querySelectorAll<HTMLElement>(".toast button") ?? [])].at(-1);

export function useToasts(): Docked {
  const toasts = useContext(ToastContext);
  assert(toasts !== null, "no toasts around this component");
  return toasts;
}

/** It says what was done, and asks for nothing: to take it back, and what a key adds to it, is possible elsewhere too. */
const onlySays = ({ tone = "done", actions = [] }: Toast): boolean =>
  tone === "done" && (actions.length === 0 || actions.some(({ undo }) => undo === true));

const ICONS = { done: Check, saving: LoaderCircle, failed: CircleAlert };

/**
 * The row itself. A screen that has its own place for it puts it there; else the frame does.
 *
 * @param children what takes its place meanwhile; that something failed is said above it
 * @param passing whether what only says what was done goes by itself
 */
export function ToastDock({
  children = null,
  passing = false,
}: {
  readonly children?: ReactNode;
  readonly passing?: boolean;
}) {
  const { toast, dock, pass } = useToasts();
  const row = useRef<HTMLDivElement | null>(null);
  useEffect(
    () =>
      passing && toast !== null && onlySays(toast) && row.current !== null ? whenRead(row.current, pass) : undefined,
    [passing, toast, pass],
  );
  return (
    <div className="dock" ref={dock}>
      {toast !== null && (children === null || toast.tone === "failed") && (
        <div className="toast" data-tone={toast.tone ?? "done"} ref={row}>
          <Icon icon={ICONS[toast.tone ?? "done"]} />
          <b>{toast.drawn ?? toast.text}</b>
          <span className="grow clip">{toast.detail}</span>
          {toast.actions?.map((action) => (
            <Button
              key={action.label}
              className={action.undo ? "btn-undo" : ""}
              keys={action.keys}
              onClick={action.onClick}
            >
              {action.label}
            </Button>
          ))}
        </div>
      )}
      {children}
    </div>
  );
}

/**
 * Calls back once the time has run out; as long as the pointer or the focus is on the toast it begins anew. @returns
 * how to stop
 */
function whenRead(toast: HTMLElement, pass: () => void): () => void {
  let isPointed = toast.matches(":hover");
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (isPointed || toast.contains(document.activeElement) ? wait() : pass()), PASSES_AFTER_MS);
  };
  const stopped = new AbortController();
  const onPointer = (name: "pointerenter" | "pointerleave", isOn: boolean): void => {
    const listen = (): void => {
      isPointed = isOn;
      wait();
    };
    toast.addEventListener(name, listen, { signal: stopped.signal });
  };
  onPointer("pointerenter", true);
  onPointer("pointerleave", false);
  wait();
  return () => {
    clearTimeout(timer);
    stopped.abort();
  };
}
