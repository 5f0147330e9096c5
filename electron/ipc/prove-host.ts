/**
 * How a second start on one data folder finds out whether the first one answers, and nobody in its place: by the launch
 * key that the first has left in the folder.
 */
import { WebSocket } from "ws";
import { isNonce, SOCKET_PATH } from "#shared/host/proof.ts";
import { isObject } from "#shared/kernel/json.ts";
import { nodeFileSystem } from "../services/file-system.ts";
import { parseJson } from "../services/sealing/card-file.ts";
import { readOpenFile } from "./address-file.ts";
import { isProof, type LaunchKey, loopbackOrigin, makeNonce, proofOf } from "./launch-key.ts";

const WITHIN_MS = 3_000;

/** @returns whether the holder of the folder answers at its address */
export const provesAt =
  (dataFolder: string) =>
  async (address: string): Promise<boolean> => {
    const launch = await readOpenFile(nodeFileSystem, dataFolder);
    if (launch === null || `${loopbackOrigin(launch.port)}/` !== address) return false;
    const socket = await connectProved(launch);
    socket?.terminate();
    return socket !== null;
  };

/** A connection whose other end has proved itself, and that has proved itself there; null for none. */
export function connectProved(launch: LaunchKey): Promise<WebSocket | null> {
  const socket = new WebSocket(`ws://127.0.0.1:${launch.port}${SOCKET_PATH}`, {
    origin: loopbackOrigin(launch.port),
    handshakeTimeout: WITHIN_MS,
    perMessageDeflate: false,
  });
  const page = makeNonce();
  let host: string | null = null;
  return new Promise((resolve) => {
    const end = (proved: WebSocket | null): void => {
      clearTimeout(late);
      if (proved === null) socket.terminate();
      resolve(proved);
    };
    const late = setTimeout(() => end(null), WITHIN_MS);
    socket.on("open", () => socket.send(JSON.stringify({ nonce: page })));
    socket.on("message", function hear(data) {
      const message = parseJson(String(data));
      if (!isObject(message)) return end(null);
      if (host === null && isNonce(message.nonce)) {
        host = message.nonce;
        return;
      }
      if (host === null || !isProof(launch, "host", { host, page }, message.proof)) return end(null);
      socket.off("message", hear);
      socket.send(JSON.stringify({ proof: proofOf(launch, "page", { host, page }) }));
      end(socket);
    });
    socket.on("error", () => end(null));
    socket.on("close", () => end(null));
  });
}
