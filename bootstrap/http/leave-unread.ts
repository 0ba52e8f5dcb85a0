// Law: where its client is ahead of his pace, a connection is not read after an answer until his time is near: his next request waits as bytes at the system, and nothing of it is in memory.
import { isIP, Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { addressOf, proxiesAmong, PROXIES_TELL } from './trusted-proxies.js';
import { isWaitedOn } from './when-over.js';

/** Stands aside, and is called back; gives what to do when that is not waited for any more. */
export type StandAside = (back: () => void) => () => void;

/** Leaves the connection of an answer unread, where it may be, until it is called back. */
export type LeaveUnread = (reply: FastifyReply, standAside: StandAside) => void;

/**
 * Connections of people's own are left unread, those of proxies never: the next request on one may be somebody else's. Where clients come
 * over TLS (`https`) all are, for that ends before the program.
 */
export function leavingUnread({ https = false, trustedProxies = [] }: { readonly https?: boolean; readonly trustedProxies?: readonly string[] }): LeaveUnread {
  const isProxy = proxiesAmong(trustedProxies);
  const isOwn = ({ raw }: FastifyReply['request']): boolean => {
    const address = addressOf(raw.socket);
    return isIP(address) !== 0 && !isProxy(address) && PROXIES_TELL.every((name) => raw.headers[name] === undefined);
  };
  if (https) return () => undefined;
  return ({ raw, request }, standAside) => {
    const { socket, complete } = request.raw;
    // What stands behind is answered first; of a body that is still coming the rest is thrown away, or the connection ends with the answer.
    if (!(socket instanceof Socket) || socket.destroyed || !complete || !raw.shouldKeepAlive || isWaitedOn(socket) || !isOwn(request)) return;
    // Not read on, it says nothing of its client's going either; that is seen when it is, which is soon.
    const stepBack = standAside(() => {
      socket.off('close', stepBack);
      socket.resume();
    });
    socket.once('close', stepBack);
    socket.pause();
  };
}
