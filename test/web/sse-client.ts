import { until } from '../support/wait.ts';

interface Heard {
  id: number | null;
  event: string;
  data: Record<string, unknown>;
}

/** A plain reader of server-sent events, which shows what the wire carried and reconnects only when told to. */
export interface SseReader {
  heard: Heard[];
  comments: string[];
  headers: Headers;
  /** Ids of the alert events, in the order they came. */
  ids(): number[];
  untilAlerts(n: number): Promise<void>;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  /** Breaks the connection, as a network does. */
  cut(): void;
}

export async function follow(url: string, headers: Record<string, string> = {}): Promise<SseReader> {
  const breaking = new AbortController();
  const response = await fetch(url, { headers, signal: breaking.signal });
  if (!response.body || response.status !== 200) throw new Error(`the stream answered ${response.status}`);
  const heard: Heard[] = [];
  const comments: string[] = [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const ended = (async () => {
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(block, heard, comments);
    }
  })().catch(() => {});
  const ids = () => heard.filter((h) => h.event === 'alert').map((h) => h.id ?? -1);
  return {
    heard, comments, headers: response.headers, ids, ended,
    untilAlerts: (n) => until(`${n} alert events`, () => ids().length >= n),
    cut: () => breaking.abort(),
  };
}

function take(block: string, heard: Heard[], comments: string[]): void {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    if (line.startsWith(':')) comments.push(line);
    else fields.set(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  }
  const data = fields.get('data');
  if (data === undefined) return;
  const id = fields.get('id');
  heard.push({ id: id === undefined ? null : Number(id), event: fields.get('event') ?? 'message', data: JSON.parse(data) as Record<string, unknown> });
}
