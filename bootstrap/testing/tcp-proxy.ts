import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A proxy between a client and a server, to bring about what a network does. */
export interface TcpProxy {
  /** The server's address, led through the proxy. */
  readonly url: string;
  /** From now on swallows everything in both directions; connections stand. */
  freeze(): void;
  /** From now on what the server says comes so many milliseconds late. */
  slow(ms: number): void;
  /** Breaks every connection; new ones are let through. */
  cut(): void;
  /** Ends the proxy and its connections. */
  close(): Promise<void>;
}

/**
 * Starts a proxy on a free loopback port.
 * @param url address of the server behind it, with a port
 */
export async function startTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let lateMs = 0;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port === '' ? 5432 : target.port), target.hostname);
    keep(near);
    keep(far);
    near.pipe(far);
    far.pipe(late(() => lateMs)).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(address.port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    freeze: () => {
      for (const socket of sockets) socket.unpipe();
      for (const socket of sockets) socket.pause();
    },
    slow: (ms) => {
      lateMs = ms;
    },
    cut,
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Lets bytes through in their order, each block so many milliseconds after the one before it, or after it came. */
function late(ms: () => number): Transform {
  return new Transform({
    transform(block, _encoding, done) {
      if (ms() === 0) done(null, block);
      else setTimeout(() => done(null, block), ms());
    },
  });
}
