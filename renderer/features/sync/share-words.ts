/** What the host found in a folder, in one sentence that says what to do. */
import type { CommonError } from "#shared/host/define.ts";
import type { ShareFault } from "#shared/host/library-calls.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import type { Message } from "../../i18n/message-id.ts";

export function faultMessage(fault: ShareFault | Locked | CommonError): Message {
  switch (fault.tag) {
    case "no-share":
    case "no-folder":
      return { id: "sync.fault-no-folder" };
    case "not-a-folder":
      return { id: "sync.fault-not-a-folder" };
    case "empty-folder":
      return { id: "sync.fault-empty-folder" };
    case "wrong-folder":
      return { id: "sync.stop-wrong-folder" };
    case "marker-lost":
      return { id: "sync.fault-marker-lost" };
    case "another-library":
      return { id: "sync.stop-another-library", values: { library: fault.library } };
    case "two-libraries":
      return { id: "sync.stop-two-libraries", values: { count: fault.libraries.length } };
    case "newer-format":
      return { id: "sync.stop-newer-format" };
    case "read-only":
      return { id: "sync.stop-read-only" };
    case "full":
    case "disk-full":
      return { id: "sync.stop-full" };
    case "locked":
      return { id: "sync.stop-locked" };
    case "unclear":
    case "io":
      return { id: "sync.fault-unclear", values: { code: fault.code } };
    case "host-away":
      return { id: "sync.fault-host-away" };
    case "bad-request":
      return { id: "sync.fault-unclear", values: { code: fault.issue } };
    default:
      return assertNever(fault);
  }
}
