// Law: answers that nobody takes hold no more memory than they may in all: beyond it connections are ended, first those whose clients have taken nothing for longest.
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How much of answers may lie in a process, and how often it is looked at. */
export interface UnreadLimits {
  readonly bytes: number;
  readonly lookEveryMs: number;
}

/** What was seen of a connection. */
interface Seen {
  /** Bytes that the system had taken of it. */
  taken: number;
  /** How often in a row no more of them were. */
  looks: number;
}

/** Looks at all connections, and costs a request nothing. `lyingFor` tells how many bytes of answers lie here for a connection. */
export function endUnread(app: FastifyInstance, lyingFor: (socket: Socket) => number, { bytes, lookEveryMs }: UnreadLimits): void {
  const open = new Map<Socket, Seen>();
  app.server.on('connection', (socket: Socket) => {
    open.set(socket, { taken: 0, looks: 0 });
    socket.once('close', () => open.delete(socket));
  });
  const look = (): void => {
    let all = 0;
    const still: { readonly socket: Socket; readonly lying: number; readonly looks: number }[] = [];
    for (const [socket, seen] of open) {
      const lying = lyingFor(socket);
      if (lying === 0) {
        seen.looks = 0;
        continue;
      }
      all += lying;
      const taken = socket.bytesWritten - socket.writableLength;
      seen.looks = taken === seen.taken ? seen.looks + 1 : 0;
      seen.taken = taken;
      if (seen.looks > 0) still.push({ socket, lying, looks: seen.looks });
    }
    if (all <= bytes) return;
    let ended = 0;
    for (const { socket, lying } of still.sort((one, other) => other.looks - one.looks)) {
      if (all <= bytes) break;
      all -= lying;
      ended += 1;
      socket.resetAndDestroy();
    }
    app.log.warn({ ended, lying: all }, 'connections were ended whose clients do not take their answers');
  };
  const timer = setInterval(look, lookEveryMs).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    done();
  });
}
