import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttingProxy {
  port: number;
  /** How often it has cut a connection. */
  cuts(): number;
  close(): Promise<void>;
}

/** Passes a connection on to a loopback port, and cuts it as soon as the server says `word`. */
export async function cutAt(word: string, port: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let tail = '';
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {}).on('close', () => { open.delete(socket); client.destroy(); upstream.destroy(); });
    }
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      tail = (tail + data.toString('latin1')).slice(-100_000);
      if (tail.includes(word)) {
        cuts += 1;
        client.destroy();
      } else client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
