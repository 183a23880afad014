import { setFlagsFromString } from 'node:v8';

/**
 * V8 lets the heap grow fourfold between two full collections; what streams through the line is garbage a moment
 * later, so growing by half is as fast and leaves the memory to the database beside us (docs/verification.md).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
