/**
 * A labelled field with its hint and its error. The control gets the ids that tie them together, so a
 * screen reader hears label, then hint or error.
 */
import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Icon } from "./icon.tsx";

export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly children: (control: ControlProps) => ReactNode;
}

/** What is said of the field that has the keyboard must not stand below the edge of a low window. */
function bringIntoView(error: HTMLElement | null): void {
  if (error?.parentElement?.contains(document.activeElement) === true) error.scrollIntoView({ block: "nearest" });
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(" ");
  const control: ControlProps = {
    id,
    ...(described !== "" && { "aria-describedby": described }),
    ...(error !== undefined && { "aria-invalid": true as const }),
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(control)}
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} ref={bringIntoView}>
          <Icon icon={CircleAlert} />
          {error}
        </p>
      )}
    </div>
  );
}
