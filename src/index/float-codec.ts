import type { DocumentCatalog, IndexCodec, IndexData, IndexItem, MetadataTypes } from "vectra";

/**
 * Vectra's index as one binary file: a header in JSON, then all vectors as little-endian 32-bit floats.
 * Vectra's own JSON fails near 59,000 passages of 384 numbers ("Invalid string length"); here the vectors
 * handed to vectra are views of one block of memory.
 *
 * Layout: 4 bytes magic, 4 bytes header length (unsigned, little-endian), the header in UTF-8, zeros up to a multiple
 * of 4, then `items × dimensions` floats.
 */
export const floatCodec: IndexCodec = {
  extension: ".f32",

  serializeIndex({ version, metadata_config, items }: IndexData): Buffer {
    const dimensions = items[0]?.vector.length ?? 0;
    const header = Buffer.from(
      JSON.stringify({
        version,
        metadata_config,
        dimensions,
        items: items.map(({ id, metadata, norm, metadataFile }) => ({ id, metadata, norm, metadataFile })),
      }),
    );
    const vectorsAt = align(PREFIX_BYTES + header.length);
    const buffer = Buffer.alloc(vectorsAt + items.length * dimensions * FLOAT_BYTES);
    buffer.write(MAGIC, 0, "latin1");
    buffer.writeUInt32LE(header.length, 4);
    header.copy(buffer, PREFIX_BYTES);
    const vectors = new Float32Array(buffer.buffer, buffer.byteOffset + vectorsAt, items.length * dimensions);
    items.forEach(({ id, vector }, i) => {
      if (vector.length !== dimensions) {
        throw new RangeError(`item ${id} has ${vector.length} dimensions, the others have ${dimensions}`);
      }
      vectors.set(vector, i * dimensions);
    });
    return buffer;
  },

  deserializeIndex(buffer: Buffer): IndexData {
    if (buffer.length < PREFIX_BYTES || buffer.toString("latin1", 0, 4) !== MAGIC) {
      throw new RangeError("not a file of vectors");
    }
    const headerLength = buffer.readUInt32LE(4);
    const { version, metadata_config, dimensions, items } = JSON.parse(
      buffer.toString("utf8", PREFIX_BYTES, PREFIX_BYTES + headerLength),
    ) as Header;
    const vectorsAt = align(PREFIX_BYTES + headerLength);
    if (buffer.length !== vectorsAt + items.length * dimensions * FLOAT_BYTES) {
      throw new RangeError("the file of vectors is not as long as its header says");
    }
    const vectors = floats(buffer.subarray(vectorsAt));
    return {
      version,
      metadata_config,
      items: items.map((item, i) => ({
        ...item,
        // Vectra only indexes into a vector; a view costs no copy.
        vector: vectors.subarray(i * dimensions, (i + 1) * dimensions) as unknown as number[],
      })),
    };
  },

  serializeCatalog: (catalog: DocumentCatalog) => Buffer.from(JSON.stringify(catalog)),
  deserializeCatalog: (buffer: Buffer) => JSON.parse(buffer.toString("utf8")) as DocumentCatalog,
  serializeMetadata: (metadata: Record<string, MetadataTypes>) => Buffer.from(JSON.stringify(metadata)),
  deserializeMetadata: (buffer: Buffer) =>
    JSON.parse(buffer.toString("utf8")) as Record<string, MetadataTypes>,
};

type Header = Pick<IndexData, "version" | "metadata_config"> & {
  dimensions: number;
  items: Omit<IndexItem<Record<string, MetadataTypes>>, "vector">[];
};

const MAGIC = "DLV1";
const PREFIX_BYTES = 8;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

const align = (offset: number) => Math.ceil(offset / FLOAT_BYTES) * FLOAT_BYTES;

/** The bytes as floats: a view where the memory is aligned, else one copy. All machines Node runs on are little-endian. */
function floats(bytes: Buffer): Float32Array {
  const aligned = bytes.byteOffset % FLOAT_BYTES === 0 ? bytes : Buffer.copyBytesFrom(bytes);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.length / FLOAT_BYTES);
}
