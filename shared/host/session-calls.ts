/**
 * Who is at the desk, as the host has been shown it. The host goes by it for what only it can do: give the library code,
 * make a new one. Wrong PINs cost time here, so that a reload forgets none.
 */
import * as v from "valibot";
import { call } from "./define.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2}){1,64}$/));

export interface WrongPin {
  readonly tag: "wrong-pin";
  /** Until the next may be tried; a right one is not looked at before. */
  readonly waitMs: number;
  /** It came too early, and was not looked at. */
  readonly isEarly?: true;
}

/** The role of whoever is at the desk does not let them. */
export interface NotAllowed {
  readonly tag: "not-allowed";
}

export const sessionCalls = {
  /** Null: nobody has come since the host was started, or the privacy screen is up. */
  "session.state": call(v.object({}))<{ readonly staff: string | null }>(),
  /**
   * `pin` as typed with what the colleague's record holds of it; `code` in its place is the library code, for an
   * administrator who has forgotten the own one.
   */
  "session.enter": call(
    v.object({
      staff: id,
      pin: v.optional(v.object({ typed: v.pipe(v.string(), v.maxLength(20)), salt: hex, hash: hex })),
      code: v.optional(v.pipe(v.string(), v.maxLength(80))),
    }),
  )<null, WrongPin | (Omit<WrongPin, "tag"> & { readonly tag: "code-wrong" })>(),
  "session.leave": call(v.object({}))<null>(),
};
