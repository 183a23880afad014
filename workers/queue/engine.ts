import type { Queue, Worker, WorkerOptions } from 'bullmq';

export type Process = NonNullable<ConstructorParameters<typeof Worker>[1]>;

/** What the two servers do differently below BullMQ. */
export interface Engine {
  where: string;
  makeQueue(stage: string): Queue;
  makeWorker(stage: string, process: Process, opts: Omit<WorkerOptions, 'connection'>): Worker;
  ping(): Promise<void>;
  close(): Promise<void>;
}
