import { setFlagsFromString } from 'node:v8';

/**
 * V8 lets the heap grow fourfold between two full collections, and the nursery to 48 MB; what streams through the line is
 * garbage a moment later, so growing less is as fast and leaves the memory to the database beside us
 * (docs/verification.md). To be called before anything large is loaded: a nursery that has grown does not shrink.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}
