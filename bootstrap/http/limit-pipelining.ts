// Law: of one connection only so many requests are begun whose answers its client has not taken, and none while many bytes of them lie here; what he sent behind waits, and he is not read on.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How far a client may be behind with taking answers on one connection. */
export interface PipelineLimits {
  /** Requests of a connection that are begun at a time, 2 or more: one is over when the system has taken the last byte of its answer. */
  readonly requests: number;
  /** Bytes of answers that lie in the process for a connection, above which no further request of it is begun. More than a socket takes before it says that it is full. */
  readonly unreadBytes: number;
}

/**
 * Lets requests that stand behind others of their connection begin one after another. Node itself stops reading only once answers have been written, and begins
 * all requests that came before. Use it before whatever costs anything for a request. Gives how many bytes of answers lie here for a connection.
 */
export function limitPipelining(app: FastifyInstance, limits: PipelineLimits): (socket: Socket) => number {
  const pipelines = new WeakMap<Socket, Pipeline>();
  app.addHook('onRequest', ({ raw: { socket } }, { raw: response }, done) => {
    // The only one on its connection, as nearly all are: those behind others are given their socket when it is their turn to be sent.
    if (response.socket !== null) {
      done();
      return;
    }
    let pipeline = pipelines.get(socket);
    if (pipeline === undefined) pipelines.set(socket, (pipeline = new Pipeline(socket, limits)));
    pipeline.add(response, done);
  });
  return (socket) => pipelines.get(socket)?.lying() ?? socket.writableLength;
}

interface Waiting {
  readonly response: ServerResponse;
  readonly begin: () => void;
}

/** The requests of a connection that came behind another; the one before the first of them is none of them. */
class Pipeline {
  readonly #socket: Socket;
  readonly #limits: PipelineLimits;
  readonly #begun = new Set<ServerResponse>();
  readonly #waiting: Waiting[] = [];
  #isRead = true;

  constructor(socket: Socket, limits: PipelineLimits) {
    this.#socket = socket;
    this.#limits = limits;
    socket.on('drain', () => this.#goOn());
    // Node reads on behind every request that has come whole, and when answers were taken.
    socket.on('resume', () => {
      if (this.#waiting.length > 0) socket.pause();
    });
  }

  add(response: ServerResponse, begin: () => void): void {
    this.#waiting.push({ response, begin });
    this.#goOn();
    if (this.#waiting.length === 0) return;
    this.#isRead = false;
    this.#socket.pause();
  }

  /** Bytes of answers that lie here. */
  lying(): number {
    let bytes = this.#socket.writableLength;
    // Those behind another one lie with their own responses.
    for (const response of this.#begun) if (response.socket === null) bytes += response.writableLength;
    return bytes;
  }

  #goOn(): void {
    let next: Waiting | undefined;
    while (this.#hasRoom() && (next = this.#waiting.shift()) !== undefined) {
      const { response, begin } = next;
      this.#begun.add(response);
      response.once('finish', () => {
        this.#begun.delete(response);
        this.#goOn();
      });
      begin();
    }
    if (this.#isRead || this.#waiting.length > 0) return;
    this.#isRead = true;
    this.#socket.resume();
  }

  #hasRoom(): boolean {
    return this.#begun.size + 1 < this.#limits.requests && this.lying() <= this.#limits.unreadBytes;
  }
}
