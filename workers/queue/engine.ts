import { Worker, type ConnectionOptions, type IQueueBackend, type JobProgress, type Processor, type Queue, type RedisQueueBackend, type WorkerOptions } from 'bullmq';

export type Process = Processor<unknown, void>;

/** A worker that can be left behind: BullMQ's own waits for a lost server for ever, and keeps its clock running. */
export class LeavableWorker<B extends IQueueBackend = RedisQueueBackend, C = ConnectionOptions>
  extends Worker<unknown, void, string, B, JobProgress, C> {
  leave(): void {
    this.lockManager.close().catch((error: Error) => this.emit('error', error));
  }
}

/** What the two servers do differently below BullMQ. */
export interface Engine {
  where: string;
  makeQueue(stage: string): Queue;
  makeWorker(stage: string, process: Process, opts: Omit<WorkerOptions, 'connection'>): LeavableWorker;
  /** Whether workers have a server now, as far as is known without asking. */
  isUp(): boolean;
  ping(): Promise<void>;
  close(): Promise<void>;
}
