import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const MAX_COLOURS = 256;
const TRUE_COLOUR = 2;
const TRUE_COLOUR_WITH_ALPHA = 6;
const INDEXED = 3;

/** Pixels by rows, four bytes each: red, green, blue, alpha. */
export type Picture = { width: number; height: number; rgba: Buffer };

/**
 * The same picture with at most 256 colours, none of which is further from the true one than it must be. A picture of
 * text is then less than half as large, and looks the same.
 */
export function withPalette(png: Buffer): Buffer {
  const { width, height, rgba } = decodePng(png);
  const pixels = new Uint32Array(width * height).map((_, i) => rgba.readUInt32BE(4 * i));
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = paletteOf([...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour));
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));

  const rows = Buffer.alloc(height * (width + 1));
  pixels.forEach((colour, i) => {
    rows[i + Math.floor(i / width) + 1] = places.get(colour) ?? 0;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap((colour) => bytesOf(colour).slice(0, 3)))),
    chunk("tRNS", Buffer.from(palette.map((colour) => colour & 0xff))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Reads a PNG as Chromium writes it: 8 bits a channel, true colour with or without alpha, not interlaced. */
export function decodePng(png: Buffer): Picture {
  const parts = [...chunksOf(png)];
  const header = parts.find(({ type }) => type === "IHDR")?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colourType, , , interlaced] = header.subarray(8);
  if (
    depth !== 8 ||
    interlaced !== 0 ||
    (colourType !== TRUE_COLOUR && colourType !== TRUE_COLOUR_WITH_ALPHA)
  )
    throw new Error(`not a picture of the browser: depth ${depth}, colour type ${colourType}`);

  const channels = colourType === TRUE_COLOUR ? 3 : 4;
  const stride = width * channels;
  const filtered = inflateSync(
    Buffer.concat(parts.flatMap(({ type, data }) => (type === "IDAT" ? [data] : []))),
  );
  const rgba = Buffer.alloc(4 * width * height, 0xff);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = filtered.subarray(start + 1, start + 1 + stride);
    unfilter(filtered[start] ?? 0, row, above, channels);
    for (let x = 0; x < width; x++) row.copy(rgba, 4 * (y * width + x), x * channels, (x + 1) * channels);
    above = row;
  }
  return { width, height, rgba };
}

/** Undoes one row's filter in place (PNG specification, section 9). */
function unfilter(filter: number, row: Buffer, above: Buffer, channels: number): void {
  for (let i = 0; i < row.length; i++) {
    const left = row[i - channels] ?? 0;
    const up = above[i] ?? 0;
    const corner = above[i - channels] ?? 0;
    const prediction = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    row[i] = (row[i] ?? 0) + prediction;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

const bytesOf = (colour: number): [number, number, number, number] => [
  colour >>> 24,
  (colour >>> 16) & 0xff,
  (colour >>> 8) & 0xff,
  colour & 0xff,
];

const distance = (a: number, b: number): number => {
  const other = bytesOf(b);
  return Math.hypot(...bytesOf(a).map((byte, i) => byte - (other[i] ?? 0)));
};

/** The fewest steps away from each other at which the more frequent colours stand for all. Few colours all stay. */
function paletteOf(byFrequency: readonly number[]): number[] {
  for (let reach = 0; ; reach++) {
    const palette: number[] = [];
    for (const colour of byFrequency) {
      if (palette.some((one) => distance(one, colour) <= reach)) continue;
      palette.push(colour);
      if (palette.length > MAX_COLOURS) break;
    }
    if (palette.length <= MAX_COLOURS) return palette;
  }
}

/** The place in the palette of the colour that is least far away. */
function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((one) => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}
