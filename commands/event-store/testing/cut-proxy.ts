import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What becomes of a connection once a message that holds `statement` passes:
 * - `before`: cut before the server gets it; `after`: cut when the server's answer comes back;
 * - `silence`: passed on, and nothing comes back any more;
 * - `late`: cut, and the message kept: the server gets it when `deliver` is called.
 */
export interface Fault {
  readonly statement: string;
  readonly kind: 'before' | 'after' | 'silence' | 'late';
  /** Whether new connections are refused from then on, until `heal`. */
  readonly down?: boolean;
}

/** A server's stand-in on another port that can lose connections at a chosen message. */
export interface CutProxy {
  readonly url: string;
  /** Arms one fault. Resolves when it has struck. */
  strike(fault: Fault): Promise<void>;
  /** Brings the server the message that a `late` fault kept; resolves when it has answered it. */
  deliver(): Promise<void>;
  /** Cuts all connections; new ones are let through. */
  cut(): void;
  /** Cuts all connections and refuses new ones, until `heal`. */
  down(): void;
  /** Connections stand and new ones are taken, but nothing passes either way, until `heal`; what stood then is cut. */
  freeze(): void;
  heal(): void;
  close(): Promise<void>;
}

/** Opens a proxy before the server of a database address. */
export async function openCutProxy(url: string): Promise<CutProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let refusing = false;
  let frozen = false;
  let kept: { readonly message: Buffer; readonly server: Socket } | undefined;
  let armed: { fault: Fault; struck: () => void } | undefined;

  const server = createServer((near) => {
    if (refusing) return void near.destroy();
    if (frozen) {
      sockets.add(near);
      near.on('error', () => undefined);
      near.on('close', () => sockets.delete(near));
      return;
    }
    const far = connect(Number(target.port || 5432), target.hostname);
    let pending: Fault | undefined;
    let silent = false;
    const cut = (): void => {
      near.destroy();
      if (kept?.server !== far) far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    near.on('data', (data) => {
      if (frozen) return;
      if (armed !== undefined && data.includes(armed.fault.statement)) {
        const { fault, struck } = armed;
        armed = undefined;
        refusing = fault.down === true;
        struck();
        if (fault.kind === 'late') kept = { message: data, server: far };
        if (fault.kind === 'before' || fault.kind === 'late') return cut();
        if (fault.kind === 'silence') silent = true;
        else pending = fault;
      }
      far.write(data);
    });
    far.on('data', (data) => {
      if (pending !== undefined) return cut();
      if (!silent && !frozen) near.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  address.port = String((server.address() as AddressInfo).port);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: address.href,
    strike: (fault) => new Promise((struck) => (armed = { fault, struck })),
    deliver: () =>
      new Promise((answered) => {
        const late = kept;
        kept = undefined;
        late?.server.once('data', () => {
          late.server.destroy();
          answered();
        });
        late?.server.write(late.message);
      }),
    cut: cutAll,
    down() {
      refusing = true;
      cutAll();
    },
    freeze() {
      frozen = true;
    },
    heal() {
      refusing = false;
      if (frozen) cutAll();
      frozen = false;
    },
    close() {
      cutAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
