/**
 * The toast has its own row and stays until the next act, or the next page where it only says what was done: it covers
 * nothing and never moves. Where work is read rather than keyed, one that only says what was done passes after a while:
 * its Undo stays at hand in the status bar until the next act, and F8 brings it back and goes to its last button.
 */
import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { assert } from "#shared/kernel/assert.ts";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import { type Announce, useAnnounce } from "./live-region.tsx";

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
  show(toast: Toast): void;
  clear(): void;
  /** What stands in the row at this moment; who has to draw it anew with each change asks `useShownToast`. */
  shown(): Toast | null;
  /** What it says stays, but Ctrl+Z and Ctrl+Y are about something later by now: what it has on these keys goes. */
  overtake(): void;
  /** Moves the focus to the last button of the toast, also of one that has passed. */
  focus(): void;
}

interface Latest {
  readonly toast: Toast;
  /** Out of sight, until F8. */
  readonly hasPassed: boolean;
}

interface Docked extends Toasts {
  readonly dock: (element: HTMLDivElement | null) => void;
  readonly pass: (toast: Toast) => void;
  /** Told by the row once it is drawn. */
  readonly drawn: () => void;
  /** A person has pressed something, and has seen what stands there. */
  readonly seen: () => void;
}

/** Read by then, as the design says; not while the pointer or the focus is on it. */
const PASSES_AFTER_MS = 6000;
const INPUTS = ["keydown", "pointerdown"] as const;

function createToasts(announce: Announce, draw: (latest: Latest | null) => void): Docked {
  let latest: Latest | null = null;
  const set = (next: Latest | null): void => {
    latest = next;
    draw(next);
  };
  let docked: HTMLDivElement | null = null;
  /** F8 was pressed for one that has passed: the focus goes there once it is drawn. */
  let isAskedFor = false;
  let isUnseen = false;
  return {
    show: (next) => {
      isAskedFor = false;
      if (!isUnseen) set({ toast: next, hasPassed: false });
      if (next.untilSeen === true) isUnseen = true;
      announce(next.detail === undefined ? next.text : `${next.text} ${next.detail}`);
    },
    clear: () => {
      isUnseen = false;
      set(null);
    },
    shown: () => shownOf(latest),
    overtake: () => {
      // one that has nothing on these keys stays the same, for whoever knows it again
      if (latest === null || latest.toast.actions?.every(isOffKey) !== false) return;
      const { toast } = latest;
      set({ ...latest, toast: { ...toast, actions: (toast.actions ?? []).filter(isOffKey) } });
    },
    focus: () => {
      const button = lastButton(docked);
      if (button !== undefined) return button.focus();
      // where another thing covers it, or it has none, the focus goes nowhere, today or once it is uncovered
      if (latest?.hasPassed !== true) return;
      isAskedFor = true;
      set({ ...latest, hasPassed: false });
    },
    dock: (element) => {
      docked = element;
    },
    pass: (toast) => {
      // the next one may be shown, and not drawn yet
      if (latest?.toast === toast) set({ ...latest, hasPassed: true });
    },
    drawn: () => {
      if (isAskedFor) lastButton(docked)?.focus();
      isAskedFor = false;
    },
    seen: () => {
      isUnseen = false;
    },
  };
}

const shownOf = (latest: Latest | null): Toast | null => (latest === null || latest.hasPassed ? null : latest.toast);

/** How to show them, and what is shown: apart, so that only what shows it is drawn anew with each. */
const ToastContext = createContext<Docked | null>(null);
const LatestContext = createContext<Latest | null>(null);

export function ToastProvider({ children }: { children: ReactNode }) {
  const announce = useAnnounce();
  const [latest, setLatest] = useState<Latest | null>(null);
  const [toasts] = useState(() => createToasts(announce, setLatest));
  useEffect(() => {
    for (const input of INPUTS) window.addEventListener(input, toasts.seen, true);
    return () => {
      for (const input of INPUTS) window.removeEventListener(input, toasts.seen, true);
    };
  }, [toasts]);
  return (
    <ToastContext value={toasts}>
      <LatestContext value={latest}>{children}</LatestContext>
    </ToastContext>
  );
}

const isOffKey = ({ undo, keys }: ToastAction): boolean => undo !== true || (keys !== "Ctrl+Z" && keys !== "Ctrl+Y");

const lastButton = (dock: HTMLElement | null): HTMLElement | undefined =>
  [...(dock?.querySelectorAll<HTMLElement>(".toast button") ?? [])].at(-1);

function useDocked(): Docked {
  const toasts = useContext(ToastContext);
  assert(toasts !== null, "no toasts around this component");
  return toasts;
}

/** The same as long as the window stands: whoever only shows toasts is not drawn anew with each of them. */
export const useToasts = (): Toasts => useDocked();

export const useShownToast = (): Toast | null => shownOf(useContext(LatestContext));

/** Of one that has passed: what it said, and how to take it back. */
export function usePassedToast(): { readonly text: string; readonly undo: ToastAction } | null {
  const latest = useContext(LatestContext);
  const undo = latest?.hasPassed === true ? latest.toast.actions?.find((action) => action.undo === true) : undefined;
  return latest === null || undo === undefined ? null : { text: latest.toast.text, undo };
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
  const { dock, pass, drawn } = useDocked();
  const toast = useShownToast();
  const row = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (toast !== null) drawn();
  }, [toast, drawn]);
  useEffect(
    () =>
      passing && toast !== null && onlySays(toast) && row.current !== null
        ? whenRead(row.current, () => pass(toast))
        : undefined,
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
