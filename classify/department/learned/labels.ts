import { z } from 'zod';
import { readRows } from '../../train/labels.ts';
import type { DispatchedOrder } from './history.ts';

/** One dispatched order a line: `{"text":"路灯坏了","unit":"市城管局","at":"2026-03-05","path":["部件","路灯"]}`. */
const dispatchedSchema = z.object({
  text: z.string(),
  title: z.string().nullish(),
  unit: z.string(),
  /** When it was received; without it the lines are taken to be in the order of time. */
  at: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  path: z.array(z.string()).optional(),
});

/**
 * Dispatched orders of a .jsonl file.
 * @throws FILE_DAMAGED naming the file, the row and the key that does not fit
 */
export function readDispatched(file: string): DispatchedOrder[] {
  return readRows(file, dispatchedSchema).map(({ text, title, unit, at, path }, line) => ({
    text: `${title ?? ''}\n${text}`, categoryPath: path ?? [], unit, at: at === undefined ? new Date(line) : new Date(at),
  }));
}
