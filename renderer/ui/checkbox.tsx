/** A box to tick, with its words; the native element, so that every assistive tool knows it. */
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export function Checkbox({ children, className, ...rest }: ComponentProps<"input"> & { children: ReactNode }) {
  return (
    <label className="choice">
      <input {...rest} type="checkbox" className={classNames("check", className)} />
      {children}
    </label>
  );
}

/** One of a few; boxes with the same `name` belong together. */
export function Radio({ children, className, ...rest }: ComponentProps<"input"> & { children: ReactNode }) {
  return (
    <label className="choice">
      <input {...rest} type="radio" className={classNames("check", className)} />
      {children}
    </label>
  );
}
