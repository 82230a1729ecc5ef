import type { DocumentCatalog, IndexCodec, IndexData, IndexItem, MetadataTypes } from "vectra";
import type { Vector } from "../embedding/embedder.ts";

/** What vectra keeps beside each vector. */
export type PassageMetadata = {
  /** The article's place in the list of articles. */
  article: number;
  start: number;
  end: number;
  /** The article's date as a number, 20230913, so that vectra can compare it. */
  day: number;
};

export type StoredItem = Omit<IndexItem<PassageMetadata>, "vector"> & { vector: Vector };

/**
 * Vectra's index as one binary file, of which the vectors that vectra is given are views. Vectra's own JSON fails near 59,000
 * passages of 384 numbers ("Invalid string length").
 *
 * Layout, little-endian, a block or several blocks one after the other, so that several files read into one piece of memory are
 * one index: 4 bytes magic; the number of items, their dimensions and the bytes per number as unsigned 32-bit integers; the norm
 * of each item as a 64-bit float; its article, start, end and day as unsigned 32-bit integers; the vectors; zeros up to a
 * multiple of 8. The numbers are 32-bit floats, or signed bytes where all vectors of the block are such. The id of an item is its
 * place in the index.
 */
export const vectorCodec: IndexCodec = {
  extension: ".vectors",

  serializeIndex({ items }: IndexData): Buffer {
    const dimensions = items[0]?.vector.length ?? 0;
    const odd = items.find(({ vector }) => vector.length !== dimensions);
    if (odd) {
      throw new RangeError(
        `item ${odd.id} has ${odd.vector.length} dimensions, the others have ${dimensions}`,
      );
    }
    // Vectra hands on what it was given.
    const areBytes = items.every(({ vector }) => (vector as unknown) instanceof Int8Array);
    const block = layOut(items.length, dimensions, areBytes ? 1 : 4);
    const file = Buffer.alloc(block.bytes);
    const { header, norms, columns, vectors } = block.views(file.buffer, file.byteOffset);
    header.set([MAGIC, items.length, dimensions, areBytes ? 1 : 4]);
    for (const [i, { vector, norm, metadata }] of items.entries()) {
      vectors.set(vector, i * dimensions);
      norms[i] = norm;
      columns.set(
        COLUMNS.map((name) => Number(metadata[name])),
        i * COLUMNS.length,
      );
    }
    return file;
  },

  deserializeIndex: (file: Buffer): IndexData => ({
    version: 1,
    metadata_config: {},
    // Vectra only indexes into a vector; a view costs no copy.
    items: readItems(file) as unknown as IndexData["items"],
  }),

  serializeCatalog: (catalog: DocumentCatalog) => Buffer.from(JSON.stringify(catalog)),
  deserializeCatalog: (buffer: Buffer) => JSON.parse(buffer.toString("utf8")) as DocumentCatalog,
  serializeMetadata: (metadata: Record<string, MetadataTypes>) => Buffer.from(JSON.stringify(metadata)),
  deserializeMetadata: (buffer: Buffer) =>
    JSON.parse(buffer.toString("utf8")) as Record<string, MetadataTypes>,
};

/** The items of a file that `vectorCodec` wrote, or of several one after the other. @throws RangeError when it is none */
export function readItems(file: Buffer): StoredItem[] {
  const { buffer, byteOffset } = aligned(file);
  const all: StoredItem[] = [];
  for (let at = 0; at < file.length; ) {
    if (at + HEADER_BYTES > file.length || file.readUInt32LE(at) !== MAGIC) {
      throw new RangeError("not a file of vectors");
    }
    const [, items = 0, dimensions = 0, size = 0] = new Uint32Array(buffer, byteOffset + at, 4);
    const block = layOut(items, dimensions, size === 1 ? 1 : 4);
    if (at + block.bytes > file.length) {
      throw new RangeError("the file of vectors is not as long as its header says");
    }
    const { norms, columns, vectors } = block.views(buffer, byteOffset + at);
    for (let i = 0; i < items; i++) {
      const row = i * COLUMNS.length;
      all.push({
        id: String(all.length),
        metadata: {
          article: columns[row] as number,
          start: columns[row + 1] as number,
          end: columns[row + 2] as number,
          day: columns[row + 3] as number,
        },
        norm: norms[i] as number,
        vector: vectors.subarray(i * dimensions, (i + 1) * dimensions),
      });
    }
    at += block.bytes;
  }
  return all;
}

/** "DLV2" */
const MAGIC = 0x32564c44;
const HEADER_BYTES = 16;
const ALIGNMENT = Float64Array.BYTES_PER_ELEMENT;
const COLUMNS = ["article", "start", "end", "day"] as const;

/** Where a block has its parts. All machines that Node runs on are little-endian, so typed arrays read them as they lie. */
function layOut(items: number, dimensions: number, numberBytes: 1 | 4) {
  const columnsAt = HEADER_BYTES + items * Float64Array.BYTES_PER_ELEMENT;
  const vectorsAt = columnsAt + items * COLUMNS.length * Uint32Array.BYTES_PER_ELEMENT;
  return {
    bytes: Math.ceil((vectorsAt + items * dimensions * numberBytes) / ALIGNMENT) * ALIGNMENT,
    views: (buffer: ArrayBuffer, at: number) => ({
      header: new Uint32Array(buffer, at, HEADER_BYTES / Uint32Array.BYTES_PER_ELEMENT),
      norms: new Float64Array(buffer, at + HEADER_BYTES, items),
      columns: new Uint32Array(buffer, at + columnsAt, items * COLUMNS.length),
      vectors: new (numberBytes === 1 ? Int8Array : Float32Array)(buffer, at + vectorsAt, items * dimensions),
    }),
  };
}

function aligned(file: Buffer): Buffer<ArrayBuffer> {
  if (file.byteOffset % ALIGNMENT === 0) return file as Buffer<ArrayBuffer>;
  const copy = Buffer.allocUnsafeSlow(file.length);
  file.copy(copy);
  return copy;
}
