/**
 * The toast has its own row and stays until the next act, or the next page where it only says what was done: it covers
 * nothing, never moves and never runs out of time under a slow reader. F8 goes to its last button, which is Undo where there is one.
 */
import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
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
  readonly detail?: string;
  /** `saving` is pale: not yet in the journal. */
  readonly tone?: "done" | "saving" | "failed";
  readonly actions?: readonly ToastAction[];
}

export interface Toasts {
  readonly toast: Toast | null;
  show(toast: Toast): void;
  clear(): void;
  /** Moves the focus to the toast's last button. */
  focus(): void;
}

interface Docked extends Toasts {
  readonly dock: (element: HTMLDivElement | null) => void;
}

const ToastContext = createContext<Docked | null>(null);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const announce = useAnnounce();
  const docked = useRef<HTMLDivElement | null>(null);
  const dock = useCallback((element: HTMLDivElement | null) => {
    docked.current = element;
  }, []);
  const calls = useMemo(
    () => ({
      show: (next: Toast) => {
        setToast(next);
        announce(next.detail === undefined ? next.text : `${next.text} ${next.detail}`);
      },
      clear: () => setToast(null),
      focus: () => [...(docked.current?.querySelectorAll<HTMLElement>(".toast button") ?? [])].at(-1)?.focus(),
      dock,
    }),
    [announce, dock],
  );
  const value = useMemo(() => ({ ...calls, toast }), [calls, toast]);
  return <ToastContext value={value}>{children}</ToastContext>;
}

export function useToasts(): Docked {
  const toasts = useContext(ToastContext);
  assert(toasts !== null, "no toasts around this component");
  return toasts;
}

const ICONS = { done: Check, saving: LoaderCircle, failed: CircleAlert };

/**
 * The row itself. A screen that has its own place for it puts it there; else the frame does.
 *
 * @param children what takes its place meanwhile; that something failed is said above it
 */
export function ToastDock({ children = null }: { readonly children?: ReactNode }) {
  const { toast, dock } = useToasts();
  return (
    <div className="dock" ref={dock}>
      {toast !== null && (children === null || toast.tone === "failed") && (
        <div className="toast" data-tone={toast.tone ?? "done"}>
          <Icon icon={ICONS[toast.tone ?? "done"]} />
          <b>{toast.text}</b>
          <span className="grow clip">{toast.detail}</span>
          {toast.actions?.map((action) => (
            <Button key={action.label} className={action.undo ? "btn-undo" : ""} keys={action.keys} onClick={action.onClick}>
              {action.label}
            </Button>
          ))}
        </div>
      )}
      {children}
    </div>
  );
}
