import type { IndexData, LocalIndex, MetadataFilter } from "vectra";
import type { Vector } from "../embedding/embedder.ts";
import { loadVectra } from "./load-vectra.ts";
import { type PassageMetadata, readItems, vectorCodec } from "./vector-codec.ts";

/**
 * Passages per file. Vectra looks every inserted id up by a linear scan, so one large index is written in quadratic time;
 * several small ones are not.
 */
const SEGMENT_SIZE = 1_000;

/** Which passages may be found: by calendar date, both ends included, and by article. */
export type PassageFilter = { from?: string; to?: string; article?: number };

export type NearPassage = { passage: number; similarity: number };

export type Vectors = {
  /** One entry per passage, in the order in which they were written. */
  metadata: readonly PassageMetadata[];
  /** A passage's vector, in the memory of the files. */
  vector(passage: number): Vector;
  /** Loads vectra, which `nearest` does otherwise when it is first asked. */
  prepare(): Promise<void>;
  /** The `count` passages nearest to a vector by cosine similarity, nearest first. */
  nearest(vector: Vector, count: number, filter?: PassageFilter): Promise<NearPassage[]>;
};

export type WrittenPassage = { vector: Vector; metadata: PassageMetadata };

/**
 * The files of an index of passages, each with its name. A passage's number is its place in `passages`. All files read into one
 * piece of memory, in the order of their names, are what `openVectors` takes.
 */
export async function* vectorFiles(
  passages: readonly WrittenPassage[],
): AsyncGenerator<{ name: string; content: Buffer }> {
  for (let from = 0; from < passages.length; from += SEGMENT_SIZE) {
    const name = `${String(from / SEGMENT_SIZE).padStart(5, "0")}${vectorCodec.extension}`;
    const segment = openLocalIndex(name);
    await segment.index.createIndex({ version: 1 });
    await segment.index.beginUpdate();
    for (const [i, { vector, metadata }] of passages.slice(from, from + SEGMENT_SIZE).entries()) {
      await segment.index.insertItem({
        id: String(from + i),
        vector: vector as unknown as number[],
        metadata,
      });
    }
    await segment.index.endUpdate();
    yield { name, content: segment.content() };
  }
}

/** @param file the files of `vectorFiles`, one after the other. @throws RangeError when they are not whole */
export function openVectors(file: Buffer): Vectors {
  const items = readItems(file);
  const data = { version: 1, metadata_config: {}, items: items as unknown as IndexData["items"] };
  let opened: LocalIndex<PassageMetadata> | undefined;
  const open = () => {
    opened ??= openLocalIndex("all", data).index;
    return opened;
  };
  return {
    metadata: items.map(({ metadata }) => metadata),
    vector: (passage) => (items[passage] ?? missing(passage)).vector,
    async prepare() {
      await open().listItems();
    },
    async nearest(vector, count, filter) {
      // In a plain array of numbers, which vectra multiplies a tenth faster than a typed one.
      const found = await open().queryItems(Array.from(vector), "", count, vectraFilter(filter));
      return found
        .map(({ item, score }) => ({ passage: Number(item.id), similarity: score }))
        .sort((a, b) => b.similarity - a.similarity || a.passage - b.passage);
    },
  };
}

const missing = (passage: number): never => {
  throw new RangeError(`there is no passage ${passage}`);
};

/** A calendar date as a number that vectra can compare: "2023-09-13" → 20230913. */
export const dayNumber = (date: string): number => Number(date.replaceAll("-", ""));

/**
 * An index of vectra whose one file is in memory.
 * @param data what is in the file, if it has been read already
 */
function openLocalIndex(name: string, data?: IndexData) {
  const { LocalIndex, VirtualFileStorage } = loadVectra();
  let content: Buffer = Buffer.alloc(0);
  // Vectra's files in memory are copied whenever they are written or read.
  class OneFile extends VirtualFileStorage {
    override async pathExists(): Promise<boolean> {
      return data !== undefined || content.length > 0;
    }
    override async readFile(): Promise<Buffer> {
      return content;
    }
    override async upsertFile(_path: string, written: Buffer): Promise<void> {
      content = written;
    }
  }
  const codec = data ? { ...vectorCodec, deserializeIndex: () => data } : vectorCodec;
  const index = new LocalIndex<PassageMetadata>("", name, new OneFile(), codec);
  return { index, content: () => content };
}

function vectraFilter(filter: PassageFilter = {}): MetadataFilter | undefined {
  const conditions: MetadataFilter[] = [];
  if (filter.from) conditions.push({ day: { $gte: dayNumber(filter.from) } });
  if (filter.to) conditions.push({ day: { $lte: dayNumber(filter.to) } });
  if (filter.article !== undefined) conditions.push({ article: { $eq: filter.article } });
  return conditions.length > 0 ? { $and: conditions } : undefined;
}
