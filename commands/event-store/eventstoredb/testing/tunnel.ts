import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A server's stand-in on another port whose connections can fall silent, as behind a router that forgot them. */
export interface Tunnel {
  readonly port: number;
  /** Connections that are open and pass nothing on any more; new ones work. Gives how many there are. */
  forget(): number;
  /** Connections that were opened in all. */
  opened(): number;
  close(): Promise<void>;
}

/** Opens a tunnel to a port of this machine; without one, new connections are accepted and met with silence. */
export async function openTunnel(target: number | undefined): Promise<Tunnel> {
  const pairs = new Set<{ near: Socket; forgotten: boolean }>();
  let opened = 0;
  const server = createServer((near) => {
    opened += 1;
    const pair = { near, forgotten: target === undefined };
    const far = target === undefined ? undefined : connect(target, '127.0.0.1');
    pairs.add(pair);
    const cut = (): void => {
      far?.destroy();
      // What was forgotten does not even learn that the other end is gone.
      if (pair.forgotten && !near.destroyed) return;
      pairs.delete(pair);
      near.destroy();
    };
    for (const socket of far === undefined ? [near] : [near, far]) {
      socket.setNoDelay(true);
      socket.on('error', cut);
      socket.on('close', cut);
    }
    near.on('data', (data) => pair.forgotten || far?.write(data));
    far?.on('data', (data) => pair.forgotten || near.write(data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    forget() {
      for (const pair of pairs) pair.forgotten = true;
      return pairs.size;
    },
    opened: () => opened,
    close() {
      for (const { near } of pairs) near.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
