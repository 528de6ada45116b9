import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A real HTTP server on the loopback, and what it was sent. */
export interface HttpFarSide {
  readonly url: string;
  /** requests that it has read whole, whether or not it answered */
  readonly received: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, socket: Socket) => void;

/** @param answer to each request in turn; the last one to all that follow */
export async function httpFarSide(...answers: Answer[]): Promise<HttpFarSide> {
  const received: HttpFarSide['received'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      received.push({ method, path, headers, body: Buffer.concat(chunks) });
      (answers[received.length - 1] ?? answers.at(-1))?.(response, request.socket);
    });
    // A client that hangs up in the middle is what some tests are about.
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const answers =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end();
export const hangsUp: Answer = (_response, socket) => void socket.destroy();
export const saysNothing: Answer = () => undefined;
/** A status line that never ends, byte by byte. */
export const drips: Answer = (_response, socket) => {
  const timer = setInterval(() => socket.write('H'), 50);
  socket.once('close', () => clearInterval(timer));
};
