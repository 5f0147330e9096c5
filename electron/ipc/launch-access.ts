/**
 * Who may talk to the browser window's host: a page that brings the token of this launch, first in its
 * address, from then on in a cookie. The cookie is named after the port, since cookies do not tell ports
 * apart. A ticket opens once: it may stand in a command line, where other accounts can read it.
 */
import { createHash, timingSafeEqual } from "node:crypto";

export interface LaunchAccess {
  readonly origin: string;
  /** The address to print: good for this launch. */
  readonly address: string;
  /** An address that is good once. */
  ticketAddress(): string;
  /** Whether the token of an address opens; uses up a ticket. */
  opens(token: string | null): boolean;
  hasCookie(header: string | undefined): boolean;
  /** `Set-Cookie` of the first answer. */
  readonly cookie: string;
}

/** @param randomText an unguessable text of URL-safe characters */
export function createLaunchAccess(port: number, randomText: () => string): LaunchAccess {
  const token = randomText();
  const name = `reader-desk-${port}`;
  const origin = `http://127.0.0.1:${port}`;
  const tickets = new Set<string>();
  const addressWith = (text: string): string => `${origin}/?token=${text}`;
  return {
    origin,
    address: addressWith(token),
    ticketAddress: () => {
      const ticket = randomText();
      tickets.add(ticket);
      return addressWith(ticket);
    },
    opens: (text) => text !== null && (isSame(text, token) || tickets.delete(text)),
    hasCookie: (header) => (header ?? "").split(/;\s*/).some((pair) => isSame(pair, `${name}=${token}`)),
    cookie: `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

/** In a time that tells nothing of where two texts differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest();
