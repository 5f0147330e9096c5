/** Why a start stopped, with the facts that its sentence needs; and which of them a refused host call is. */
import type { CommonError } from "#shared/host/define.ts";
import type { KeysAway } from "#shared/host/device-calls.ts";
import type { LeaseLost } from "#shared/host/journal-calls.ts";
import type { NotATrial } from "#shared/host/trial-calls.ts";

export type BootFailure =
  | { readonly tag: "host-away"; readonly unproved?: true }
  | KeysAway
  | { readonly tag: "newer-database" }
  | { readonly tag: "cannot-open"; readonly reason: string }
  | { readonly tag: "journal-unreadable"; readonly reason: string }
  | { readonly tag: "worker-failed"; readonly reason: string }
  | { readonly tag: "folder-away"; readonly path: string; readonly code: string }
  /** A rebuilding of the data folder was cut off, and this browser lacks the rest. */
  | { readonly tag: "rebuilding-cut"; readonly lastSeq: number; readonly owed: number }
  | { readonly tag: "disk-refused"; readonly reason: string }
  | { readonly tag: "disk-full"; readonly freeBytes: number }
  /** Something threw, or the host answered what nobody understands. */
  | { readonly tag: "broke"; readonly reason: string };

export function hostFailure(
  error: CommonError | KeysAway | LeaseLost | { readonly tag: "already-member" | "not-whole" | "not-here" } | NotATrial,
): BootFailure {
  switch (error.tag) {
    case "host-away":
    case "keys-away":
    case "folder-away":
    case "disk-full":
      return error;
    case "io":
      return { tag: "disk-refused", reason: `${error.name} ${error.code}` };
    case "bad-request":
      return { tag: "broke", reason: `bad-request ${error.issue}` };
    case "already-member":
    case "lease-lost":
    case "not-whole":
    case "not-here":
    case "not-a-trial":
      return { tag: "broke", reason: error.tag };
  }
}
