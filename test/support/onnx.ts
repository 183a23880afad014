/** A protobuf field: a message or bytes by length, or a number as a varint. */
type Field = [tag: number, value: Buffer | string | number];

function varint(n: number): Buffer {
  const bytes: number[] = [];
  for (let rest = n; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

function message(...fields: Field[]): Buffer {
  return Buffer.concat(fields.flatMap(([tag, value]) => {
    if (typeof value === 'number') return [varint(tag * 8), varint(value)];
    const bytes = Buffer.from(value);
    return [varint(tag * 8 + 2), varint(bytes.length), bytes];
  }));
}

const [FLOAT, INT64] = [1, 7];
/** AttributeProto.type: INT, INTS. */
const [INT, INTS] = [2, 7];

const named = (name: string, type: number, dims: (string | number)[]) => message([1, name], [2, message([1, message(
  [1, type], [2, message(...dims.map((d): Field => [1, typeof d === 'number' ? message([1, d]) : message([2, d])]))],
)])]);
const node = (op: string, inputs: string[], output: string, ...attributes: Buffer[]) => message(
  ...inputs.map((i): Field => [1, i]), [2, output], [4, op], ...attributes.map((a): Field => [5, a]),
);
const matrix = (name: string, values: readonly number[]) => message(
  [1, 1], [1, values.length], [2, FLOAT], [8, name], [9, Buffer.from(Float32Array.from(values).buffer)],
);

/**
 * A graph as a transformer's looks from outside, small enough to follow by hand: each output is the mean of the ids times
 * a row of weights. `{logits: [0, 2]}` on ids 0, 4, 2 gives logits [[0, 4]].
 */
export function tinyGraph(outputs: Readonly<Record<string, readonly number[]>>): Buffer {
  const entries = Object.entries(outputs);
  const graph = message(
    [1, node('Cast', ['input_ids'], 'ids', message([1, 'to'], [3, FLOAT], [20, INT]))],
    [1, node('ReduceMean', ['ids'], 'mean', message([1, 'axes'], [8, 1], [20, INTS]), message([1, 'keepdims'], [3, 1], [20, INT]))],
    ...entries.map(([name]): Field => [1, node('MatMul', ['mean', `${name}_weights`], name)]),
    [2, 'tiny'],
    ...entries.map(([name, row]): Field => [5, matrix(`${name}_weights`, row)]),
    ...['input_ids', 'attention_mask'].map((name): Field => [11, named(name, INT64, ['batch', 'length'])]),
    ...entries.map(([name, row]): Field => [12, named(name, FLOAT, ['batch', row.length])]),
  );
  // IR version 8, operator set 13.
  return message([1, 8], [7, graph], [8, message([1, ''], [2, 13])]);
}
