/** How a second start on one data folder finds out whether the first one's page still answers. */

/** Served by the browser window's host to who brings its token. */
export const ALIVE_PATH = "/alive";

/** @param address of the first one, with its token */
export async function answersAt(address: string): Promise<boolean> {
  try {
    const url = new URL(address);
    url.pathname = ALIVE_PATH;
    const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(3_000) });
    return status === 204;
  } catch {
    return false;
  }
}
