import type { Connection } from './pipe.ts';

/** One page in a context of its own: no cookies, storage or cache of any other. */
export interface Tab {
  /** Of its main frame too. */
  id: string;
  send<T = Record<string, unknown>>(method: string, params?: Record<string, unknown>): Promise<T>;
  /** One listener an event. */
  on(method: string, listener: (params: never) => void): void;
  /** Ends its processes too. */
  close(): Promise<void>;
}

/** @param onCrash called when its process has died; the status is Chromium's: `oom`, `killed`, `crashed` */
export async function openTab(connection: Connection, onCrash: (status: string) => void): Promise<Tab> {
  const { browserContextId } = await connection.send<{ browserContextId: string }>('Target.createBrowserContext', { disposeOnDetach: true });
  const stops: (() => void)[] = [];
  const close = async () => {
    for (const stop of stops) stop();
    await connection.send('Target.disposeBrowserContext', { browserContextId });
  };
  try {
    await connection.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId });
    const { targetId } = await connection.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', browserContextId, width: 1_366, height: 900 });
    stops.push(connection.listen(undefined, ({ method, params }) => {
      if (method === 'Target.targetCrashed' && params['targetId'] === targetId) onCrash(String(params['status']));
    }));
    const { sessionId } = await connection.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const listeners = new Map<string, (params: never) => void>();
    stops.push(connection.listen(sessionId, ({ method, params }) => listeners.get(method)?.(params as never)));
    return {
      id: targetId, close,
      send: (method, params) => connection.send(method, params, sessionId),
      on: (method, listener) => void listeners.set(method, listener),
    };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}
