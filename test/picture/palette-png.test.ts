import { crc32, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodePng, withPalette } from "../../src/picture/palette-png.ts";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function pngOf(chunks: [type: string, data: Buffer][]): Buffer {
  const parts = chunks.flatMap(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return [frame.subarray(0, 4), body, frame.subarray(4)];
  });
  return Buffer.concat([SIGNATURE, ...parts]);
}

const headerOf = (width: number, height: number, colourType: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType], 8);
  return header;
};

/** What each filter of the PNG specification predicts from the bytes to the left, above, and above to the left. */
const PREDICTIONS: ((a: number, b: number, c: number) => number)[] = [
  () => 0,
  (a) => a,
  (_, b) => b,
  (a, b) => Math.floor((a + b) / 2),
  (a, b, c) =>
    [a, b, c].reduce((best, x) => (Math.abs(a + b - c - x) < Math.abs(a + b - c - best) ? x : best)),
];

/** A true-colour PNG with alpha whose row `y` is filtered by filter `y`, modulo their number. */
function trueColour(width: number, rgba: Buffer): Buffer {
  const stride = 4 * width;
  const height = rgba.length / stride;
  const at = (y: number, i: number) => (y < 0 || i < 0 ? 0 : (rgba[y * stride + i] ?? 0));
  const rows = Array.from({ length: height }, (_, y) => {
    const filter = y % PREDICTIONS.length;
    const predict = PREDICTIONS[filter] as (typeof PREDICTIONS)[number];
    const bytes = Array.from(
      { length: stride },
      (_, i) => at(y, i) - predict(at(y, i - 4), at(y - 1, i), at(y - 1, i - 4)),
    );
    return Buffer.from([filter, ...bytes]);
  });
  const data = deflateSync(Buffer.concat(rows));
  return pngOf([
    ["IHDR", headerOf(width, height, 6)],
    ["IDAT", data.subarray(0, 5)],
    ["IDAT", data.subarray(5)],
    ["IEND", Buffer.alloc(0)],
  ]);
}

/** The pixels of a PNG with a palette and unfiltered rows. */
function indexedPixels(png: Buffer, width: number): { pixels: number[][]; colours: number } {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString("latin1", 0, 4), body.subarray(4));
    at += 12 + length;
  }
  const [palette, alpha, data] = ["PLTE", "tRNS", "IDAT"].map((type) => chunks.get(type) ?? Buffer.alloc(0));
  const rows = [...inflateSync(data as Buffer)].filter((_, i) => i % (width + 1) !== 0);
  const pixels = rows.map((place) => [
    ...(palette as Buffer).subarray(3 * place, 3 * place + 3),
    alpha?.[place] ?? 255,
  ]);
  return { pixels, colours: (palette as Buffer).length / 3 };
}

/** Bytes without a visible pattern, the same at every run. */
const noise = (length: number) =>
  Buffer.from(Array.from({ length }, (_, i) => ((i * 2654435761) >>> 11) & 0xff));

describe("decodePng", () => {
  it("undoes every filter of a picture whose data is cut into several chunks", () => {
    const rgba = noise(4 * 7 * 10);
    expect(decodePng(trueColour(7, rgba))).toEqual({ width: 7, height: 10, rgba });
  });

  it("gives a picture without alpha full opacity", () => {
    const rows = deflateSync(Buffer.from([0, 1, 2, 3, 4, 5, 6]));
    const png = pngOf([
      ["IHDR", headerOf(2, 1, 2)],
      ["IDAT", rows],
      ["IEND", Buffer.alloc(0)],
    ]);
    expect([...decodePng(png).rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });

  it("refuses a picture of another kind", () => {
    expect(() => decodePng(pngOf([["IHDR", headerOf(1, 1, 0)]]))).toThrow("colour type 0");
  });
});

describe("withPalette", () => {
  it("keeps every pixel of a picture of few colours, transparent ones too", () => {
    const rgba = Buffer.from([10, 20, 30, 255, 0, 0, 0, 0, 255, 255, 255, 255, 10, 20, 30, 255]);
    expect(indexedPixels(withPalette(trueColour(2, rgba)), 2)).toEqual({
      pixels: [
        [10, 20, 30, 255],
        [0, 0, 0, 0],
        [255, 255, 255, 255],
        [10, 20, 30, 255],
      ],
      colours: 3,
    });
  });

  it("keeps the frequent colours of a picture of too many, and makes a rare one a near one", () => {
    const greys = Array.from({ length: 256 }, (_, i) => [i, i, i, 255]);
    const rgba = Buffer.from([...greys, ...greys, [200, 201, 200, 255], [0, 0, 1, 255]].flat());
    const { pixels, colours } = indexedPixels(withPalette(trueColour(2, rgba)), 2);
    expect(colours).toBe(256);
    expect(pixels.slice(0, 256)).toEqual(greys);
    expect(pixels.slice(-2)).toEqual([
      [200, 200, 200, 255],
      [0, 0, 0, 255],
    ]);
  });

  it("moves no colour further than it must", () => {
    const rgba = Buffer.from(
      Array.from({ length: 1024 }, (_, i) => [i & 0xff, (i >> 8) * 80, 0, 255]).flat(),
    );
    const { pixels, colours } = indexedPixels(withPalette(trueColour(32, rgba)), 32);
    expect(colours).toBeLessThanOrEqual(256);
    pixels.forEach((pixel, i) => {
      expect(Math.hypot(...pixel.map((byte, j) => byte - (rgba[4 * i + j] ?? 0)))).toBeLessThanOrEqual(3);
    });
  });
});
