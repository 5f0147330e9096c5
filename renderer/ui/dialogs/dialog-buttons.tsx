/**
 * The foot of every dialog, in the order of the platform: act then Cancel on Windows, Cancel then act elsewhere.
 * For an act that destroys, Cancel is the button that has the focus.
 */
import { type ReactNode, type Ref, useContext } from "react";
import { Button } from "../button.tsx";
import { PlatformContext } from "../platform.ts";

export interface DialogButtonsProps {
  /** The verb, as in "Delete 3". */
  readonly act: ReactNode;
  readonly cancel: ReactNode;
  readonly onAct: () => void;
  readonly onCancel: () => void;
  /** What whoever presses should know, beside the buttons. */
  readonly beside?: string;
  /** Another act, beside the one for which the dialog is open. */
  readonly also?: {
    readonly act: ReactNode;
    readonly keys: string;
    readonly disabled: boolean;
    readonly onAct: () => void;
  };
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly keys?: string;
  readonly actRef?: Ref<HTMLButtonElement>;
  readonly cancelRef?: Ref<HTMLButtonElement>;
}

export function DialogButtons(props: DialogButtonsProps) {
  const {
    act,
    cancel,
    beside,
    onAct,
    onCancel,
    danger = false,
    disabled = false,
    keys,
    actRef,
    cancelRef,
    also,
  } = props;
  const platform = useContext(PlatformContext);
  const actButton = (
    <Button
      key="act"
      kind={danger ? "danger" : "primary"}
      disabled={disabled}
      onClick={onAct}
      keys={keys}
      {...(actRef && { ref: actRef })}
    >
      {act}
    </Button>
  );
  const cancelButton = (
    <Button key="cancel" onClick={onCancel} {...(cancelRef && { ref: cancelRef })}>
      {cancel}
    </Button>
  );
  return (
    <footer>
      {beside !== undefined && (
        <p className="grow soft" aria-live="polite">
          {beside}
        </p>
      )}
      {also !== undefined && (
        <Button keys={also.keys} disabled={also.disabled} onClick={also.onAct}>
          {also.act}
        </Button>
      )}
      {platform === "windows" ? [actButton, cancelButton] : [cancelButton, actButton]}
    </footer>
  );
}
