// Law: a request is over once its answer is out or its connection has ended, wherever in the line of its connection it stood.
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';

/**
 * By connection, what is to be told to the requests on it should it end: hardly ever more than two. A set would be laid out anew every few
 * requests, and each layout that has grown old holds the next one, with all that its requests hold, until the whole heap is collected.
 */
const onItsEnd = new WeakMap<Socket, (() => void)[]>();

/** Calls once when the request of a reply is over. An answer that waits behind others of its connection hears nothing of its end from node. */
export function whenOver({ raw, request }: FastifyReply, over: () => void): void {
  const { socket } = request.raw;
  let ends = onItsEnd.get(socket);
  if (ends === undefined) onItsEnd.set(socket, (ends = watched(socket)));
  const others = ends;
  const once = (): void => {
    const at = others.lastIndexOf(once);
    if (at < 0) return;
    if (at === others.length - 1) others.pop();
    else others.splice(at, 1);
    over();
  };
  others.push(once);
  // It sees to it itself that it is told once: `once` of an emitter would wrap it. What closes without an end takes its connection with it.
  raw.on('finish', once);
}

/** Whether requests that something is told to are on a connection. */
export function isWaitedOn(socket: Socket): boolean {
  return (onItsEnd.get(socket)?.length ?? 0) > 0;
}

/** One listener a connection, however many requests are on it. */
function watched(socket: Socket): (() => void)[] {
  const ends: (() => void)[] = [];
  socket.once('close', () => {
    for (const end of [...ends]) end();
  });
  return ends;
}
