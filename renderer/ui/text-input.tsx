/**
 * Text fields that an input method may use undisturbed. They are uncontrolled by default; `onEnter` and
 * `onEscape` come only when no composition is running, and once however long the key is held.
 */
import { Search } from "lucide-react";
import type { ComponentProps, KeyboardEvent } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { isIme, matchKeys } from "./keyboard.ts";

interface Keys {
  readonly onEnter?: () => void;
  readonly onEscape?: () => void;
}

function pressed(event: KeyboardEvent, { onEnter, onEscape }: Keys): void {
  // with Ctrl it is a command of the screen
  if (isIme(event) || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  const act = event.key === "Enter" && !event.shiftKey ? onEnter : event.key === "Escape" ? onEscape : undefined;
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) act();
}

export function TextInput({ className, onKeyDown, onEnter, onEscape, ...rest }: ComponentProps<"input"> & Keys) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classNames("input", className)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        pressed(event, { ...(onEnter && { onEnter }), ...(onEscape && { onEscape }) });
      }}
    />
  );
}

/** Narrows the list below it, to which ↓ leads. */
export function FindInput({ onList, ...rest }: ComponentProps<typeof TextInput> & { readonly onList: () => void }) {
  return (
    <search className="find push">
      <Icon icon={Search} />
      <TextInput
        aria-keyshortcuts="Control+F"
        {...rest}
        onKeyDown={(event) => {
          if (!matchKeys(event, "↓")) return;
          event.preventDefault();
          onList();
        }}
      />
    </search>
  );
}

/** With `onEnter`, Enter acts and Shift+Enter makes a new line. */
export function TextArea({ className, onKeyDown, onEnter, onEscape, ...rest }: ComponentProps<"textarea"> & Keys) {
  return (
    <textarea
      spellCheck={false}
      {...rest}
      className={classNames("textarea", className)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        pressed(event, { ...(onEnter && { onEnter }), ...(onEscape && { onEscape }) });
      }}
    />
  );
}
