import { mkdir, readdir } from "node:fs/promises";
import type { FileStorage, LocalFileStorage, LocalIndex, MetadataFilter } from "vectra";
import { floatCodec } from "./float-codec.ts";

/** What vectra keeps beside each vector. */
export type PassageMetadata = {
  /** The article's place in the list of articles. */
  article: number;
  start: number;
  end: number;
  /** The article's date as a number, 20230913, so that vectra can compare it. */
  day: number;
};

/**
 * Passages per vectra index. Vectra looks every inserted id up by a linear scan, so one large index is written in
 * quadratic time; several small ones are not.
 */
const SEGMENT_SIZE = 2_000;

/** Which passages may be found: by calendar date, both ends included, and by article. */
export type PassageFilter = { from?: string; to?: string; article?: number };

export type NearPassage = { passage: number; similarity: number };

export type Vectors = {
  /** One entry per passage, in the order in which they were written. */
  metadata: readonly PassageMetadata[];
  /** One unit vector per passage. */
  vectors: readonly Float32Array[];
  /** The `count` passages nearest to a unit vector by cosine similarity, nearest first. */
  nearest(vector: Float32Array, count: number, filter?: PassageFilter): Promise<NearPassage[]>;
};

/** Writes vectors into a new folder, in segments. A passage's number is its place in `items`. */
export async function writeVectors(
  folder: string,
  items: readonly { vector: Float32Array; metadata: PassageMetadata }[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const storage = await rememberingStorage();
  for (let from = 0; from < items.length; from += SEGMENT_SIZE) {
    const name = `${String(from / SEGMENT_SIZE).padStart(5, "0")}${floatCodec.extension}`;
    const segment = await openSegment(folder, name, storage);
    try {
      await segment.createIndex({ version: 1 });
      await segment.beginUpdate();
      for (const [i, { vector, metadata }] of items.slice(from, from + SEGMENT_SIZE).entries()) {
        await segment.insertItem({ id: String(from + i), vector: vector as unknown as number[], metadata });
      }
      await segment.endUpdate();
    } catch (error) {
      throw storage.refusal ?? error;
    }
  }
}

/** Of what the disk refuses to write, vectra tells only in words of its own: this keeps the error itself. */
async function rememberingStorage(): Promise<LocalFileStorage & { refusal?: unknown }> {
  const { LocalFileStorage } = await import("vectra");
  return new (class extends LocalFileStorage {
    refusal?: unknown;
    override async upsertFile(path: string, content: Buffer | string): Promise<void> {
      try {
        await super.upsertFile(path, content);
      } catch (error) {
        this.refusal = error;
        throw error;
      }
    }
  })();
}

/** Reads the segments of a folder into memory. @throws whatever a file that is not one of ours causes. */
export async function openVectors(folder: string): Promise<Vectors> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(floatCodec.extension)).sort();
  const segments = await Promise.all(names.map((name) => openSegment(folder, name)));
  const items = (await Promise.all(segments.map((segment) => segment.listItems<PassageMetadata>()))).flat();
  return {
    metadata: items.map((item) => item.metadata),
    vectors: items.map((item) => item.vector as unknown as Float32Array),

    async nearest(vector, count, filter) {
      const query = vector as unknown as number[];
      const found = await Promise.all(
        segments.map((segment) =>
          segment.queryItems<PassageMetadata>(query, "", count, vectraFilter(filter)),
        ),
      );
      return found
        .flat()
        .map(({ item, score }) => ({ passage: Number(item.id), similarity: score }))
        .sort((a, b) => b.similarity - a.similarity || a.passage - b.passage)
        .slice(0, count);
    },
  };
}

/** A calendar date as a number that vectra can compare: "2023-09-13" → 20230913. */
export const dayNumber = (date: string): number => Number(date.replaceAll("-", ""));

/** Vectra is loaded when it is needed: it takes a third of a second, and an index that is up to date needs none of it. */
async function openSegment(
  folder: string,
  name: string,
  storage?: FileStorage,
): Promise<LocalIndex<PassageMetadata>> {
  const { LocalIndex } = await import("vectra");
  return new LocalIndex<PassageMetadata>(folder, name, storage, floatCodec);
}

function vectraFilter(filter: PassageFilter = {}): MetadataFilter | undefined {
  const conditions: MetadataFilter[] = [];
  if (filter.from) conditions.push({ day: { $gte: dayNumber(filter.from) } });
  if (filter.to) conditions.push({ day: { $lte: dayNumber(filter.to) } });
  if (filter.article !== undefined) conditions.push({ article: { $eq: filter.article } });
  return conditions.length > 0 ? { $and: conditions } : undefined;
}
