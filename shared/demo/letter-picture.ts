/**
 * A photograph of a letter for the trial library: a sheet with grey lines where the words would be, as PNG (ISO/IEC
 * 15948) with its data not compressed (RFC 1950, RFC 1951), so that nothing has to be carried along.
 */
const [WIDTH, HEIGHT] = [270, 380];
const [PAPER, INK, EDGE] = [250, 96, 210];

export function letterPicture(): Uint8Array {
  const rows = Uint8Array.from({ length: HEIGHT * (WIDTH + 1) }, (_, at) => {
    const [x, y] = [(at % (WIDTH + 1)) - 1, Math.floor(at / (WIDTH + 1))];
    // each row begins with the number of its filter: none
    return x < 0 ? 0 : shade(x, y);
  });
  const head = [...be32(WIDTH), ...be32(HEIGHT), 8, 0, 0, 0, 0];
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
    ...chunk("IHDR", head),
    ...chunk("IDAT", stored(rows)),
    ...chunk("IEND", []),
  ]);
}

/** Lines of a hand, the last of each paragraph shorter, the first one the greeting. */
function shade(x: number, y: number): number {
  if (x < 2 || y < 2 || x >= WIDTH - 2 || y >= HEIGHT - 2) return EDGE;
  const line = Math.floor((y - 40) / 24);
  const end = line === 0 ? 100 : line % 5 === 4 ? 150 : WIDTH - 30 - ((line * 37) % 30);
  const isLine = y >= 40 && line < 13 && (y - 40) % 24 < 7 && x >= (line % 5 === 1 ? 52 : 30) && x < end;
  return isLine && (x * 7 + line * 13) % 23 > 3 ? INK : PAPER;
}

const be32 = (value: number): readonly number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

function chunk(name: string, data: readonly number[]): readonly number[] {
  const body = [...[...name].map((letter) => letter.charCodeAt(0)), ...data];
  return [...be32(data.length), ...body, ...be32(crc32(body))];
}

const MOST_STORED = 65_535;

function stored(bytes: Uint8Array): readonly number[] {
  const out = [0x78, 0x01];
  for (let at = 0; at < bytes.length; at += MOST_STORED) {
    const part = bytes.subarray(at, at + MOST_STORED);
    const isLast = at + MOST_STORED >= bytes.length ? 1 : 0;
    const [low, high] = [part.length & 0xff, part.length >> 8];
    out.push(isLast, low, high, low ^ 0xff, high ^ 0xff);
    for (const byte of part) out.push(byte);
  }
  return [...out, ...be32(adler32(bytes))];
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
