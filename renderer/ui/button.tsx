/**
 * A button: verb, then key. Disabled ones stay in the tab order and say so, because a button that vanishes
 * under the keyboard loses the person's place.
 */
import type { LucideIcon } from "lucide-react";
import type { MouseEvent, ReactNode, Ref } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import { ariaKeys } from "./keyboard.ts";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: "plain" | "primary" | "quiet" | "danger";
  readonly size?: "normal" | "small";
  readonly icon?: LucideIcon;
  /** Shown as a hint; pressing it is the command list's business. */
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly type?: "button" | "submit";
  readonly form?: string;
  readonly title?: string | undefined;
  readonly className?: string;
  readonly autoFocus?: boolean;
  /** −1 in a row of a list that is not the current one. */
  readonly tabIndex?: 0 | -1;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly "aria-pressed"?: boolean;
  readonly "aria-expanded"?: boolean;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly onMouseDown?: (event: MouseEvent<HTMLButtonElement>) => void;
}

export function Button(props: ButtonProps) {
  const {
    children,
    kind = "plain",
    size = "normal",
    icon,
    keys,
    disabled = false,
    type = "button",
    className,
    onClick,
    ...rest
  } = props;
  return (
    <button
      {...rest}
      type={type}
      className={classNames("btn", kind !== "plain" && `btn-${kind}`, size === "small" && "btn-s", className)}
      aria-disabled={disabled || undefined}
      {...(keys !== undefined && { "aria-keyshortcuts": ariaKeys(keys) })}
      onClick={(event) => {
        if (disabled) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon icon={icon} />}
      {children}
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "aria-label"> {
  readonly icon: LucideIcon;
  /** Said by screen readers and shown, with the key, on hovering. */
  readonly label: string;
  /** Without it the button is 24 px, with it 32. */
  readonly large?: boolean;
}

export function IconButton({ icon, label, large = false, keys, className, kind = "quiet", ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      kind={kind}
      size={large ? "normal" : "small"}
      className={classNames("btn-icon", className)}
      aria-label={label}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      title={keys === undefined ? label : `${label} ${keys}`}
    >
      <Icon icon={icon} size={large ? 20 : 16} />
    </Button>
  );
}
