/*
 * Writes ONNX files. The messages of onnx.proto that our models need, with their field numbers.
 */

export const FLOAT = 1;
export const INT64 = 7;
const INT_ATTRIBUTE = 2;
const INTS_ATTRIBUTE = 7;

/** A file of a graph. Operators of opset 11, which onnxruntime 1.14 runs. */
export function onnxFile(graph: Uint8Array): Uint8Array {
  const opset = message([varintField(2, 11)]);
  return message([varintField(1, 6), field(2, text("dateline-tests")), field(7, graph), field(8, opset)]);
}

export const node = (operator: string, inputs: string[], output: string, attributes: Uint8Array[] = []) =>
  message([
    ...inputs.map((input) => field(1, text(input))),
    field(2, text(output)),
    field(3, text(output)),
    field(4, text(operator)),
    ...attributes.map((attribute) => field(5, attribute)),
  ]);

export const intAttribute = (name: string, value: number) =>
  message([field(1, text(name)), varintField(3, value), varintField(20, INT_ATTRIBUTE)]);

export const intsAttribute = (name: string, values: number[]) =>
  message([
    field(1, text(name)),
    ...values.map((value) => varintField(8, value)),
    varintField(20, INTS_ATTRIBUTE),
  ]);

export const tensor = (name: string, dimensions: number[], values: Float32Array) =>
  message([
    ...dimensions.map((dimension) => varintField(1, dimension)),
    varintField(2, FLOAT),
    field(8, text(name)),
    field(9, littleEndian(values)),
  ]);

export function valueInfo(name: string, type: number, dimensions: (string | number)[]): Uint8Array {
  const shape = message(
    dimensions.map((dimension) =>
      field(
        1,
        typeof dimension === "number" ? varintField(1, dimension) : message([field(2, text(dimension))]),
      ),
    ),
  );
  const tensorType = message([varintField(1, type), field(2, shape)]);
  return message([field(1, text(name)), field(2, message([field(1, tensorType)]))]);
}

// The wire format of Protocol Buffers: a varint (type 0) or bytes with their length (type 2).

const varintField = (number: number, value: number) => message([varint(number << 3), varint(value)]);

export const field = (number: number, bytes: Uint8Array) =>
  message([varint((number << 3) | 2), varint(bytes.length), bytes]);

export const message = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return new Uint8Array(view.buffer);
}
