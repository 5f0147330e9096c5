/**
 * Decides about a request before anything is read or done. Refused: another Host than our own (a rebound
 * name), a foreign Origin, and every method but reading files and opening a page's connection. The files are
 * the program's own and anybody's to read; what is said over a connection begins with a proof.
 */
import type { IncomingHttpHeaders } from "node:http";
import { SOCKET_PATH } from "#shared/host/proof.ts";

export interface RequestHead {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

interface Refusal {
  readonly act: "refuse";
  readonly status: number;
  readonly sentence: string;
}

export type Verdict = { readonly act: "file"; readonly pathname: string; readonly bodyWanted: boolean } | Refusal;

const refuse = (status: number, sentence: string): Refusal => ({ act: "refuse", status, sentence });

export function judge({ method, url, headers }: RequestHead, origin: string): Verdict {
  const target = ownTarget(url, headers, origin);
  if ("act" in target) return target;
  if (method !== "GET" && method !== "HEAD") return refuse(405, "Only reading is possible here.");
  return { act: "file", pathname: target.pathname, bodyWanted: method === "GET" };
}

/** Of a request to speak over a connection; null where it may be opened. */
export function judgeUpgrade({ method, url, headers }: RequestHead, origin: string): Refusal | null {
  const target = ownTarget(url, headers, origin);
  if ("act" in target) return target;
  if (headers.origin === undefined) return refuse(403, "A connection names its origin.");
  return method === "GET" && target.pathname === SOCKET_PATH ? null : refuse(404, "Nothing speaks here.");
}

function ownTarget(url: string, headers: IncomingHttpHeaders, origin: string): URL | Refusal {
  if (headers.host !== new URL(origin).host) return refuse(403, "This address is not Reader Desk's own.");
  if (headers.origin !== undefined && headers.origin !== origin)
    return refuse(403, "Another page may not talk to Reader Desk.");
  return parseTarget(url, origin) ?? refuse(400, "This is not an address.");
}

/** Only paths: an absolute form would name a host of its own. */
function parseTarget(url: string, origin: string): URL | null {
  if (!url.startsWith("/") || url.startsWith("//")) return null;
  try {
    return new URL(url, origin);
  } catch {
    return null;
  }
}
