/**
 * The gateway's report on a file of messages, read back by number: delivered, or not and why, or answered with the word by
 * which every message of the kind may be refused. Which column is which is
 * told by the words in it as by its name, since every operator names them in a way of its own.
 */
import { plainNumber } from "../plain-way.ts";

export const DELIVERY_FAULTS = ["no-such-number", "switched-off", "refused", "other"] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

export type Delivery =
  | { readonly tag: "delivered" }
  /** It was read, and no more of them are wanted. */
  | { readonly tag: "declined" }
  /** `said` as the report says it. */
  | { readonly tag: "failed"; readonly fault: DeliveryFault; readonly said: string }
  /** Still under way, or in a word that says neither. */
  | { readonly tag: "unclear"; readonly said: string };

export type DeliveryReport =
  | {
      readonly ok: true;
      /** By recipient; the number is as it stands in `sent`. */
      readonly deliveries: readonly { readonly id: string; readonly phone: string; readonly delivery: Delivery }[];
      /** Of the messages that were sent, those of which the report says nothing. */
      readonly unreported: readonly string[];
      /** Rows with a number to which none of them went. */
      readonly strangers: number;
    }
  /** No column holds numbers, or none says what became of them. */
  | { readonly ok: false; readonly missing: "number" | "state" };

const DELIVERED = /^(?:DELIVRD|DELIVERED|SUCCESS|SENT|OK|0|成功|发送成功|發送成功|已?送达|已?送達|已接收)$/iu;
const FAILED =
  /UNDELIV|EXPIRED|REJECT|FAIL|ERROR|BLACK|BLOCK|DELETED|失败|失敗|未送达|未送達|空号|空號|停机|停機|关机|關機|黑名单|黑名單|拒收|超时|逾時|过期|退订/iu;
const UNDER_WAY = /^(?:ACCEPTD|ACCEPTED|ENROUTE|UNKNOWN|PENDING|BUFFERED|未知|发送中|發送中|等待|傳送中)$/iu;
const NO_SUCH =
  /空号|空號|不存在|无效|無效|错误号码|錯誤號碼|invalid (?:number|dest)|no such|unallocated|MK:?0?00?1|MI:0013|ID:1241/iu;
const SWITCHED_OFF = /关机|關機|停机|停機|不在服务区|无法接通|switched.?off|absent|out of coverage|MK:?00?05/iu;
const REFUSED = /拒收|退订|退訂|黑名单|黑名單|refus|opt.?out|unsub|black/iu;

/** The word that `REFUSAL_WORDS` asks for, or the operators' own. */
const WORD = '["“「]?(?:R|TD|退订|退訂)["”」]?';
/** An R alone may mean received or rejected, where the column is not that of replies. */
const REPLIED = new RegExp(`^(?:已?(?:回[复覆]|上行)了?|repl(?:y|ied))[\\s:]*${WORD}$`, "iu");
const REPLY_NAME = /回[复覆]|上行|repl(?:y|ied)/iu;
const REPLY = new RegExp(`^${WORD}$`, "iu");
const plainCell = (cell: string): string => cell.normalize("NFKC").trim();
const isReplied = (cell: string): boolean => REPLIED.test(plainCell(cell));

const stateOf = (cell: string): Delivery["tag"] | undefined => {
  const plain = plainCell(cell);
  if (isReplied(plain)) return "declined";
  if (DELIVERED.test(plain)) return "delivered";
  if (UNDER_WAY.test(plain)) return "unclear";
  return FAILED.test(plain) ? "failed" : undefined;
};

const NUMBER_NAME = /手机|手機|号码|號碼|電話|电话|mobile|phone|number|msisdn|dest/iu;
const STATE_NAME = /状态|狀態|结果|結果|回执|回執|status|state|result/iu;
const REASON_NAME = /原因|说明|說明|描述|错误|錯誤|备注|備註|reason|error|desc|remark/iu;

export interface SentMessage {
  /** Of the recipient. */
  readonly id: string;
  readonly phone: string;
}

/** @param rows cells, without the row of names */
export function readDeliveryReport(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  sent: readonly SentMessage[],
): DeliveryReport {
  const columns = header.map((_, column) => column);
  const numbers = columns.filter((column) => rows.some((cells) => isNumber(cells[column])));
  const number = numbers.find((column) => NUMBER_NAME.test(header[column] ?? "")) ?? numbers[0];
  if (number === undefined) return { ok: false, missing: "number" };
  const states = columns.filter(
    (column) => column !== number && rows.some((cells) => stateOf(cells[column] ?? "") !== undefined),
  );
  const state = states.find((column) => STATE_NAME.test(header[column] ?? "")) ?? states[0];
  if (state === undefined) return { ok: false, missing: "state" };
  const reasons = columns.filter(
    (column) => column !== number && column !== state && REASON_NAME.test(header[column] ?? ""),
  );
  const replies = columns.filter((column) => column !== number && REPLY_NAME.test(header[column] ?? ""));
  const hasDeclined = (cells: readonly string[]): boolean =>
    [state, ...reasons].some((column) => isReplied(cells[column] ?? "")) ||
    replies.some((column) => isReplied(cells[column] ?? "") || REPLY.test(plainCell(cells[column] ?? "")));
  const byNumber = new Map<string, SentMessage[]>();
  for (const each of sent) {
    const plain = plainNumber(each.phone);
    const known = byNumber.get(plain);
    if (known === undefined) byNumber.set(plain, [each]);
    else known.push(each);
  }
  const found = new Map<string, Map<string, Delivery>>();
  let strangers = 0;
  for (const cells of rows) {
    if (!isNumber(cells[number])) continue;
    const messages = byNumber.get(plainNumber(cells[number] ?? ""));
    if (messages === undefined) strangers += 1;
    const said = [cells[state], ...reasons.map((column) => cells[column])].map((cell) => cell?.trim() ?? "");
    const delivery: Delivery = hasDeclined(cells)
      ? { tag: "declined" }
      : deliveryOf(cells[state] ?? "", said.filter((word) => word !== "").join(" · "));
    for (const { id, phone } of messages ?? []) {
      const numbers = found.get(id) ?? new Map<string, Delivery>();
      found.set(id, numbers.set(phone, worse(numbers.get(phone), delivery)));
    }
  }
  return {
    ok: true,
    deliveries: [...found].map(([id, numbers]) => ({ id, ...best(numbers) })),
    unreported: [...new Set(sent.map(({ id }) => id))].filter((id) => !found.has(id)),
    strangers,
  };
}

function deliveryOf(cell: string, said: string): Delivery {
  const state = stateOf(cell);
  if (state === "delivered") return { tag: "delivered" };
  if (state !== "failed") return { tag: "unclear", said };
  const fault = NO_SUCH.test(said)
    ? "no-such-number"
    : REFUSED.test(said)
      ? "refused"
      : SWITCHED_OFF.test(said)
        ? "switched-off"
        : "other";
  return { tag: "failed", fault, said };
}

/** A message of several parts has a row for each: it has arrived where all of them have. A reply has a row of its own. */
const RANK = { delivered: 0, unclear: 1, failed: 2, declined: 3 } as const;
const worse = (before: Delivery | undefined, next: Delivery): Delivery =>
  before !== undefined && RANK[before.tag] > RANK[next.tag] ? before : next;

/** Who has replied had the message, and was it at another number, the reply was to another's. */
const REACHED_RANK = { delivered: 0, declined: 1, unclear: 2, failed: 3 } as const;

/** Of several numbers of hers one was written to, and another may be a number of somebody else's message too. */
const best = (numbers: ReadonlyMap<string, Delivery>): { readonly phone: string; readonly delivery: Delivery } =>
  [...numbers]
    .map(([phone, delivery]) => ({ phone, delivery }))
    .reduce((first, next) => (REACHED_RANK[next.delivery.tag] < REACHED_RANK[first.delivery.tag] ? next : first));

const FEWEST = 7;
const isNumber = (cell: string | undefined): boolean => {
  const plain = cell?.trim() ?? "";
  const digits = plain.replace(/\D/g, "").length;
  return digits >= FEWEST && digits <= 15 && /^[+\d\s()-]+$/.test(plain.normalize("NFKC"));
};
