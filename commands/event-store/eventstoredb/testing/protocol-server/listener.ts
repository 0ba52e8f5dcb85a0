// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: the sockets are ours, so that a killed node resets them and says nothing more.
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createServer as createTlsServer } from 'node:tls';
import { ServerCredentials, type ConnectionInjector, type Server } from '@grpc/grpc-js';
import type { Node } from './node.js';
import { grpcServer } from './services.js';

/** The certificate of the authority that signed the nodes' own; both are for 127.0.0.1 and these tests alone. */
export const CA_FILE = fileURLToPath(new URL('./tls/ca.pem', import.meta.url));
const own = (name: string): Buffer => readFileSync(new URL(`./tls/${name}`, import.meta.url));

/** A node's open port. */
export class Listener {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly node: Node,
    private readonly net: NetServer,
    private readonly grpc: Server,
    private readonly injector: ConnectionInjector,
  ) {
    net.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
      socket.setNoDelay(true);
      if (!node.tls) injector.injectConnection(socket);
    });
    net.on('secureConnection', (socket: Socket) => injector.injectConnection(socket));
    net.on('tlsClientError', () => undefined);
  }

  /** Opens the node's port; 0 takes a free one. The node then knows it. */
  static async open(node: Node): Promise<Listener> {
    const net = node.tls ? createTlsServer({ cert: own('node.pem'), key: own('node.key'), ALPNProtocols: ['h2'] }) : createServer();
    const grpc = grpcServer(node);
    const listener = new Listener(node, net, grpc, grpc.createConnectionInjector(ServerCredentials.createInsecure()));
    await new Promise<void>((resolve, reject) => {
      net.once('error', reject);
      net.listen(node.port, '127.0.0.1', resolve);
    });
    node.port = (net.address() as AddressInfo).port;
    node.alive = true;
    return listener;
  }

  /** Open connections. */
  get connections(): number {
    return this.sockets.size;
  }

  /** Stops as a node that is told to: appends under way are answered, open calls are ended. */
  async stop(): Promise<void> {
    const closed = this.refuse();
    await this.node.drain();
    // What the open calls were told has to leave before their sockets close.
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.reset('end');
    await closed;
  }

  /** Resets every connection, as the system does for a killed process. */
  async kill(): Promise<void> {
    const closed = this.refuse();
    this.reset('reset');
    await closed;
  }

  private refuse(): Promise<void> {
    this.node.alive = false;
    return new Promise((resolve) => this.net.close(() => resolve()));
  }

  private reset(how: 'end' | 'reset'): void {
    for (const socket of this.sockets) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    }
    this.injector.destroy();
    this.grpc.forceShutdown();
  }
}
