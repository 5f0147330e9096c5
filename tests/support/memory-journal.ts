/** The host's journal of one stream in memory, as the contract says, with a switch to silence it. */
import type { Alarm, AlarmCause, AlarmKey } from "#shared/host/alarm-calls.ts";
import type { CallName, Host } from "#shared/host/contract.ts";
import { acknowledgedAlarms, notedAlarms } from "#shared/host/kept-alarms.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { scrubbed } from "#shared/replication/erasing/ledger.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";

export class MemoryJournal {
  readonly entries: Entry[] = [];
  alarms: readonly Alarm[] = [];
  silent = false;
  fullOnce = false;
  /** How many entries its disk holds. */
  mostEntries = Number.POSITIVE_INFINITY;
  /** Appends that are under way while the disk is slow, each let go by calling it. */
  slow: (() => void)[] | null = null;

  readonly host = (async (name: CallName, args: unknown) => this.answer(name, args)) as Host; // a partial host: the journal's calls only

  protected async answer(name: CallName, args: unknown): Promise<unknown> {
    const request = structuredClone(args) as {
      expectedSeq: number;
      fromSeq: number;
      entries: Entry[];
      records: string[];
      causes: AlarmCause[];
      over: AlarmKey[];
      at: number;
      by: string;
    } & AlarmKey; // only these calls are made
    const { entries } = this;
    if (this.silent) return err({ tag: "host-away" });
    const { slow } = this;
    if (slow !== null && name === "journal.append") await new Promise<void>((go) => slow.push(go));
    if (this.fullOnce) {
      this.fullOnce = false;
      return err({ tag: "disk-full", freeBytes: 10 });
    }
    if (name === "journal.state") return ok({ lastSeq: entries.length });
    if (name === "journal.read")
      return ok({ entries: entries.slice(request.fromSeq - 1, request.fromSeq + 2), lastSeq: entries.length });
    if (name === "alarms.note") this.alarms = notedAlarms(this.alarms, request.causes, request.over, request.at);
    if (name === "alarms.acknowledge")
      this.alarms = acknowledgedAlarms(this.alarms, request, { at: request.at, by: request.by });
    if (name.startsWith("alarms.")) return ok(this.alarms);
    if (name === "ledger.read") return ok([]);
    if (name === "trail.prove") return ok({ looks: 0, missing: 0, isWhole: true, codes: [], entered: [] });
    if (name === "ledger.add") return ok({ refused: [] });
    if (name === "renewal.mark") return ok(null);
    if (name === "journal.erase") {
      const erased = new Set(request.records);
      for (const [index, entry] of entries.entries()) entries[index] = scrubbed(entry, erased);
      return ok({ entries: entries.length });
    }
    if (name !== "journal.append") return err({ tag: "bad-request", issue: name });
    if (request.expectedSeq !== entries.length + 1) return err({ tag: "journal-mismatch", lastSeq: entries.length });
    if (entries.length + request.entries.length > this.mostEntries) return err({ tag: "disk-full", freeBytes: 10 });
    entries.push(...request.entries);
    return ok({ lastSeq: entries.length });
  }
}
