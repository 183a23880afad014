/** Hosts visited at the same time. */
const AT_ONCE = 6;

/** Does something with each, several hosts at once but those of one host one after another. Waits for all; the first failure is thrown then. */
export async function eachByHost<T>(all: readonly T[], hostOf: (one: T) => string, work: (one: T) => Promise<void>, atOnce = AT_ONCE): Promise<void> {
  const byHost = new Map<string, T[]>();
  for (const one of all) {
    const queue = byHost.get(hostOf(one));
    if (queue) queue.push(one);
    else byHost.set(hostOf(one), [one]);
  }
  const queues = [...byHost.values()];
  const failures: unknown[] = [];
  const worker = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const one of queue) {
        if (failures.length > 0) return;
        await work(one).catch((error: unknown) => failures.push(error));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queues.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
