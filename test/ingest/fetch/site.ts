import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';

/** A small real site on loopback, which counts what it was asked. */
export interface Site {
  url: string;
  /** `127.0.0.1:PORT`, for allowHosts. */
  host: string;
  port: number;
  asked: string[];
  /** Connections that are still open. */
  open(): number;
  close(): Promise<void>;
}

export async function serveSite(answer: RequestListener): Promise<Site> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  return listen(server, asked);
}

/** A site that speaks for itself: whatever bytes it likes. */
export async function serveBytes(answer: (socket: Socket) => void): Promise<Site> {
  const asked: string[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      asked.push('');
      answer(socket);
    });
  });
  return listen(server, asked);
}

async function listen(server: ReturnType<typeof createTcpServer>, asked: string[]): Promise<Site> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, port, asked,
    open: () => sockets.size,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      (server as Partial<Server>).closeAllConnections?.();
      for (const socket of sockets) socket.destroy();
    }),
  };
}
