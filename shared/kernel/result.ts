/**
 * The outcome of something that may fail for a reason a person can meet.
 * Errors are tagged plain objects that carry the facts; the words are chosen in the interface.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
