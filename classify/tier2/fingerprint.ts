import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GRAPH } from './files.ts';

const fingerprint = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);

/** Which weights a directory holds, twelve hex digits. */
export const fingerprintOfTier1 = (dir: string): string => fingerprint(join(dir, 'weights.bin'));
export const fingerprintOfTier2 = (dir: string): string => fingerprint(join(dir, GRAPH));
